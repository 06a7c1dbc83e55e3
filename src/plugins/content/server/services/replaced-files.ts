import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { contentOf, providerService } from './media-files';

const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
const size = z.looseObject({
  hash: z.string(),
  name: optionalText,
  ext: optionalText,
  mime: optionalText,
  url: z.string(),
});
const replaced = size.extend({
  provider: z.string(),
  formats: z.record(z.string(), size).nullish(),
});

interface Copies {
  hash: string;
  ext: string;
  /** The hashes of all its sizes. */
  named: readonly string[];
  restore(): Promise<void>;
  folder: string;
  remove(): Promise<void>;
}

/**
 * Copies a file of the media library in all its sizes, since Strapi overwrites it: its address stays the same.
 *
 * @returns null if there is no such file
 * @throws Error if a copy cannot be made, unless the provider has lost the file, which may then be replaced all the same
 */
export async function copiesOf(strapi: Core.Strapi, row: unknown): Promise<Copies | null> {
  const file = replaced.nullable().parse(row);
  if (!file) return null;
  const isOurs = file.provider === strapi.config.get<string>('plugin::upload.provider');
  // Files of another provider are not overwritten.
  const sizes = isOurs ? [file, ...Object.values(file.formats ?? {})] : [];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'replaced-file-'));
  const copies = new Map<string, z.infer<typeof size>>();
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    for (const [index, each] of sizes.entries()) {
      const copy = path.join(folder, String(index));
      if (await copyTo(copy, contentOf(strapi, { provider: file.provider, url: each.url })))
        copies.set(copy, each);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    hash: file.hash,
    ext: file.ext,
    named: sizes.map(({ hash }) => hash),
    folder,
    async restore() {
      const failures: unknown[] = [];
      for (const [copy, each] of copies) {
        const content = { ...each, getStream: () => createReadStream(copy) };
        await providerService(strapi)
          .upload(content)
          .catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
    },
    remove,
  };
}

const missing = z.object({ code: z.literal('ENOENT') });

/** @returns whether there was anything to copy */
async function copyTo(copy: string, content: Promise<Readable>): Promise<boolean> {
  try {
    await pipeline(await content, createWriteStream(copy));
    return true;
  } catch (error) {
    if (missing.safeParse(error).success) return false;
    throw error;
  }
}

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { contentOf, providerService } from './media-files';

const size = z.looseObject({
  name: z.string(),
  hash: z.string(),
  ext: z
    .string()
    .nullable()
    .transform((ext) => ext ?? ''),
  mime: z.string(),
  url: z.string(),
});
const replaced = size.extend({
  provider: z.string(),
  formats: z.record(z.string(), size).nullish(),
});

/** What a file that is being replaced was like. */
interface Copies {
  hash: string;
  ext: string;
  /** The hashes of all of its sizes. */
  named: readonly string[];
  restore(): Promise<void>;
  /** Forgets the copies. */
  remove(): Promise<void>;
}

/**
 * Copies a file of the media library in all its sizes. Strapi writes another content over it, since its address stays.
 *
 * @returns null where there is no such file
 */
export async function copiesOf(strapi: Core.Strapi, row: unknown): Promise<Copies | null> {
  const file = replaced.nullable().parse(row);
  if (!file) return null;
  const isOurs = file.provider === strapi.config.get<string>('plugin::upload.provider');
  // What lies with another provider is not written over.
  const sizes = isOurs ? [file, ...Object.values(file.formats ?? {})] : [];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'replaced-file-'));
  const copies = new Map<string, z.infer<typeof size>>();
  for (const [index, each] of sizes.entries()) {
    const copy = path.join(folder, String(index));
    // One that the provider has lost cannot be restored, and may be replaced all the same.
    await contentOf(strapi, { provider: file.provider, url: each.url })
      .then((content) => pipeline(content, createWriteStream(copy)))
      .then(
        () => copies.set(copy, each),
        () => undefined,
      );
  }
  return {
    hash: file.hash,
    ext: file.ext,
    named: sizes.map(({ hash }) => hash),
    async restore() {
      for (const [copy, each] of copies) {
        const content = { ...each, getStream: () => createReadStream(copy) };
        await providerService(strapi).upload(content);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

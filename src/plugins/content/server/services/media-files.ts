import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';

/** Reads the content of a file of the media library, wherever its provider keeps it. Rejects where it is not. */
export async function contentOf(
  strapi: Core.Strapi,
  file: { provider: string; url: string },
): Promise<Readable> {
  if (file.provider === 'local') return createReadStream(path.join(strapi.dirs.static.public, file.url));
  const { url } = file;
  const answer = await fetch(url);
  if (!answer.ok || !answer.body) throw new Error(`${url} answered ${answer.status}.`);
  return Readable.from(answer.body);
}

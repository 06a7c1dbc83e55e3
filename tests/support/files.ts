import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Club } from './club';
import { z } from 'zod';

/** A file as somebody has it on a disk. */
export interface LocalFile {
  name: string;
  content: Uint8Array;
  /** What its sender claims it is. */
  claims?: string;
}

export const file = (name: string, content: Uint8Array | string, claims?: string): LocalFile => ({
  name,
  content: typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
  ...(claims !== undefined && { claims }),
});

export const storedFile = z.looseObject({
  id: z.number(),
  name: z.string(),
  ext: z.string(),
  mime: z.string(),
  url: z.string(),
  width: z.number().nullish(),
  height: z.number().nullish(),
  formats: z.record(z.string(), z.looseObject({ url: z.string() })).nullish(),
});
export type Stored = z.infer<typeof storedFile>;

const refused = z.object({ error: z.object({ message: z.string() }) });

export interface UploadAnswer {
  status: number;
  files: Stored[];
  /** The sentence of a refusal. */
  message: string;
}

/** A way to upload: the panel's route or the content API's, with somebody's authorization. */
export function uploader(club: Pick<Club, 'url'>, path: string, authorization: string) {
  return async (
    files: LocalFile | LocalFile[],
    { query = '', info }: { query?: string; info?: object | readonly object[] | string } = {},
  ): Promise<UploadAnswer> => {
    const form = new FormData();
    for (const each of info === undefined ? [] : [info].flat())
      form.append('fileInfo', typeof each === 'string' ? each : JSON.stringify(each));
    for (const { name, content, claims } of [files].flat())
      form.append('files', new Blob([content], claims === undefined ? {} : { type: claims }), name);
    const answer = await fetch(`${club.url}${path}${query}`, {
      method: 'POST',
      headers: { authorization },
      body: form,
    });
    const body: unknown = await answer.json();
    if (!answer.ok) return { status: answer.status, files: [], message: refused.parse(body).error.message };
    const stored = Array.isArray(body) ? z.array(storedFile).parse(body) : [storedFile.parse(body)];
    return { status: answer.status, files: stored, message: '' };
  };
}

export type Upload = ReturnType<typeof uploader>;

export const plain = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } });

/** The smallest files of their types that a program of the type would make or take. */
export const genuine: Record<string, () => Promise<Uint8Array> | Uint8Array> = {
  'picture.jpg': () => plain(40, 20).jpeg().toBuffer(),
  'picture.png': () => plain(40, 20).png().toBuffer(),
  'picture.gif': () => plain(40, 20).gif().toBuffer(),
  'picture.webp': () => plain(40, 20).webp().toBuffer(),
  'picture.avif': () => plain(40, 20).avif().toBuffer(),
  'song.mp3': () => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]),
  'song.wav': () => Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00', 'latin1'),
  'song.flac': () => Buffer.from('fLaC\x00\x00\x00\x22' + '\x00'.repeat(34), 'latin1'),
  'song.m4a': () => ftyp('M4A '),
  'song.ogg': () => Buffer.from(`OggS${'\x00'.repeat(24)}\x01vorbis${'\x00'.repeat(30)}`, 'latin1'),
  'song.opus': () => Buffer.from(`OggS${'\x00'.repeat(24)}OpusHead${'\x00'.repeat(30)}`, 'latin1'),
  'film.mp4': () => ftyp('isom'),
  'film.mov': () => ftyp('qt  '),
  'notes.pdf': () => Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF', 'latin1'),
};

/** The first box of an ISO media file of this brand. */
export const ftyp = (brand: string): Buffer =>
  Buffer.from(`\x00\x00\x00\x18ftyp${brand}\x00\x00\x00\x00${brand}mif1\x00\x00\x00\x08free`, 'latin1');

const script = '<script>fetch("/admin/access-token")</script>';
/** Files that may not be uploaded, under true names and false ones. */
export const hostile: LocalFile[] = [
  file('page.html', `<!doctype html>${script}`, 'text/html'),
  file('page.html', `<!doctype html>${script}`, 'image/png'),
  file('page.png', `<!doctype html>${script}`, 'image/png'),
  file('page.jpg', `GIF89a=1;/*${script}*/`, 'image/jpeg'),
  file('drawing.svg', `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`, 'image/svg+xml'),
  file(
    'drawing.png',
    `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`,
    'image/png',
  ),
  file('page.xhtml', `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`),
  file('code.js', 'fetch("/admin/access-token")', 'text/javascript'),
  file('code.mjs', 'fetch("/admin/access-token")', 'audio/mpeg'),
  file('shell.php', '<?php system($_GET[0]);', 'application/x-php'),
  file('tool.exe', `MZ${'\x00'.repeat(100)}`, 'application/octet-stream'),
  file('tool.jpg', `\x7fELF${'\x01'.repeat(100)}`, 'image/jpeg'),
  file('archive.zip', `PK\x03\x04${'\x00'.repeat(60)}`, 'application/zip'),
  file('style.css', 'body { color: red }', 'text/css'),
  file('scan.tiff', 'II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00', 'image/tiff'),
  file('nothing.png', '', 'image/png'),
];

/** Imports an exclusive whose medium is this file; the sentences of its refusal. */
export async function importMedium(club: Club, { name, content }: LocalFile): Promise<string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'media-'));
  try {
    fs.writeFileSync(path.join(folder, name), content);
    fs.writeFileSync(
      path.join(folder, 'exclusives.json'),
      JSON.stringify([{ slug: 'tape', translations: { en: { title: 'Tape' } }, media: [{ file: name }] }]),
    );
    await club.strapi
      .plugin('content')
      .service('import')
      .importFolder(folder, { now: new Date(0) });
    return '';
  } catch (error) {
    return (error as Error).message;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

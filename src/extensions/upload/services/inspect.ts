import { open, type FileHandle } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type/core';
import sharp, { type Metadata } from 'sharp';
import {
  mediaTypeOf,
  withExtension,
  type MediaType,
} from '../../../plugins/content/server/domain/media/media-types';
import { sizeOf } from '../domain/picture-size';
import { refusalOfPicture, refusalOfSize, refusalOfType } from '../domain/refusals';
import { FileRefusal } from './file-refusal';

export interface Inspected {
  type: MediaType;
  /** The file's name, with an extension that matches its content. */
  name: string;
  picture?: Metadata;
}

/**
 * Checks a file by its content, before anything is decoded or stored.
 *
 * @throws ValidationError that says why it is refused
 */
export async function inspect(location: string, fileName: string, maxPixels: number): Promise<Inspected> {
  const detected = await detectedTypeOf(location);
  const type = mediaTypeOf(detected, fileName);
  if (!type) throw new FileRefusal((language) => refusalOfType(fileName, detected, language));
  const name = withExtension(fileName, type.extensions);
  return type.kind === 'picture'
    ? { type, name, picture: await headerOf(location, fileName, maxPixels) }
    : { type, name };
}

/**
 * file-type needs no more than this, except for PNG (`typeOfPng`); an MP3 with a large cover is recognized by the cover's
 * frame.
 */
const lookedAt = 65_536;

async function detectedTypeOf(location: string): Promise<string | undefined> {
  const file = await open(location);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(lookedAt), 0, lookedAt, 0);
    const mime = (await fileTypeFromBuffer(buffer.subarray(0, bytesRead)))?.mime;
    return mime === 'image/png' && bytesRead === lookedAt ? await typeOfPng(file) : mime;
  } finally {
    await file.close();
  }
}

/** More chunks than any program writes before the image data. */
const mostChunks = 1_000;

/** An animated PNG has a chunk that may follow any amount of metadata: https://www.w3.org/TR/png-3/#acTL-chunk */
async function typeOfPng(file: FileHandle): Promise<string | undefined> {
  let position = 8;
  for (let chunk = 0; chunk < mostChunks; chunk += 1) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, position);
    const name = buffer.toString('latin1', 4);
    if (bytesRead < 8 || name === 'IDAT') return 'image/png';
    if (name === 'acTL') return 'image/apng';
    position += 12 + buffer.readUInt32BE(0);
  }
  return undefined;
}

async function headerOf(location: string, fileName: string, maxPixels: number): Promise<Metadata> {
  // We check the limit ourselves: sharp's error would only say that the picture cannot be read.
  const header = await sharp(location, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (!header) throw new FileRefusal((language) => refusalOfPicture(fileName, language));
  const size = sizeOf(header);
  if (refusalOfSize(fileName, size, maxPixels) !== undefined)
    throw new FileRefusal((language) => refusalOfSize(fileName, size, maxPixels, language) ?? '');
  return header;
}

import { open } from 'node:fs/promises';
import { errors } from '@strapi/utils';
import { fileTypeFromBuffer } from 'file-type/core';
import sharp, { type Metadata } from 'sharp';
import { mediaTypeOf, withExtension, type MediaType } from '../domain/media-types';
import { refusalOfPicture, refusalOfSize, refusalOfType } from '../domain/refusals';

/** What was found in a file that may be uploaded. */
export interface Inspected {
  type: MediaType;
  /** The file's name, with an extension that agrees with its content. */
  name: string;
  /** What the header of a picture says. */
  picture?: Metadata;
}

/**
 * Judges a file by its content, before anything of it is decoded or kept.
 *
 * @throws ValidationError with a sentence about why it is refused
 */
export async function inspect(location: string, fileName: string, maxPixels: number): Promise<Inspected> {
  const detected = await detectedTypeOf(location);
  const type = mediaTypeOf(detected, fileName);
  if (!type) throw new errors.ValidationError(refusalOfType(fileName, detected));
  const name = withExtension(fileName, type.extensions);
  return type.kind === 'picture'
    ? { type, name, picture: await headerOf(location, fileName, maxPixels) }
    : { type, name };
}

/** What file-type looks at is within this; that of an MP3 with a large cover in front is known by the cover's frame. */
const lookedAt = 65_536;

async function detectedTypeOf(location: string): Promise<string | undefined> {
  const file = await open(location);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(lookedAt), 0, lookedAt, 0);
    return (await fileTypeFromBuffer(buffer.subarray(0, bytesRead)))?.mime;
  } finally {
    await file.close();
  }
}

async function headerOf(location: string, fileName: string, maxPixels: number): Promise<Metadata> {
  // The limit is ours to judge: sharp's own would only say that the picture cannot be read.
  const header = await sharp(location, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (!header) throw new errors.ValidationError(refusalOfPicture(fileName));
  const { width, height, pageHeight = height, pages: frames = 1 } = header;
  const refusal = refusalOfSize(fileName, { width, height: pageHeight, frames }, maxPixels);
  if (refusal !== undefined) throw new errors.ValidationError(refusal);
  return header;
}

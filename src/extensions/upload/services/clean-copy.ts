import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { errors } from '@strapi/utils';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { refusalOfPicture } from '../domain/refusals';
import type { Inspected } from './inspect';
import type { PictureLimiter } from './picture-limiter';

/**
 * Hardly to be told from the original; what the media library is set to compress, it compresses afterwards. Without
 * `optimiseCoding` a JPEG is written as it is decoded: 160 MB for a picture of 50 megapixels, and 760 MB with it.
 */
const writers: Readonly<Record<string, (image: Sharp) => Sharp>> = {
  'image/jpeg': (image) => image.jpeg({ quality: 95, chromaSubsampling: '4:4:4', optimiseCoding: false }),
  'image/png': (image) => image.png(),
  'image/webp': (image) => image.webp({ quality: 95 }),
  'image/avif': (image) => image.avif({ quality: 80 }),
};

/** Whether a picture lies on its side, or tells more than it shows: where it was taken, by whom, with what. */
const needsCleaning = ({ orientation = 1, exif, xmp, iptc }: Metadata): boolean =>
  orientation !== 1 || [exif, xmp, iptc].some((each) => each !== undefined);

/**
 * Hands on the file as it is to be kept: a picture upright and without the metadata of its camera, anything else as it is. Whoever
 * is handed a copy has it until the promise is settled. The same file makes the same copy, by which imports find it again.
 */
export async function withCleanCopy<Result>(
  location: string,
  { type, name, picture }: Inspected,
  limiter: PictureLimiter,
  use: (location: string) => Promise<Result>,
): Promise<Result> {
  const write = writers[type.mime];
  if (!picture || !write || !needsCleaning(picture)) return use(location);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'clean-picture-'));
  try {
    const copy = path.join(folder, `picture${type.extensions[0]}`);
    const image = sharp(location, { animated: (picture.pages ?? 1) > 1 }).keepIccProfile();
    // Frames stand below one another while they are worked on, and cannot be turned there.
    const upright = (picture.pages ?? 1) > 1 ? image : image.autoOrient();
    await limiter({ filepath: location }, () => write(upright).toFile(copy)).catch(() => {
      throw new errors.ValidationError(refusalOfPicture(name));
    });
    return await use(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

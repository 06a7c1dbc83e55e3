import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { refusalOfPicture } from '../domain/refusals';
import { FileRefusal } from './file-refusal';
import type { Inspected } from './inspect';
import type { PictureLimiter } from './picture-limiter';

/**
 * Visually lossless; the media library compresses afterwards if it is set to. `optimiseCoding` is off, so that a JPEG is
 * written as it is decoded: 160 MB for a picture of 50 megapixels instead of 760 MB.
 */
const writers: Readonly<Record<string, (image: Sharp) => Sharp>> = {
  'image/jpeg': (image) => image.jpeg({ quality: 95, chromaSubsampling: '4:4:4', optimiseCoding: false }),
  'image/png': (image) => image.png(),
  'image/webp': (image) => image.webp({ quality: 95 }),
  'image/avif': (image) => image.avif({ quality: 80 }),
};

/** Whether a picture is rotated by metadata, or has private metadata: where, by whom and with what it was taken. */
const needsCleaning = ({ orientation = 1, exif, xmp, iptc }: Metadata): boolean =>
  orientation !== 1 || [exif, xmp, iptc].some((each) => each !== undefined);

/**
 * Calls `use` with the file as it will be stored: a picture upright and without its camera's metadata, other files unchanged.
 * The copy exists until `use` has finished. The same file always gives the same copy, by which imports find it again.
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
    // The frames of an animation are stacked while they are processed, and cannot be rotated.
    const upright = (picture.pages ?? 1) > 1 ? image : image.autoOrient();
    await limiter({ filepath: location }, () => write(upright).toFile(copy)).catch(() => {
      throw new FileRefusal((language) => refusalOfPicture(name, language));
    });
    return await use(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { availableParallelism } from 'node:os';
import { Semaphore } from 'async-mutex';
import sharp from 'sharp';
import { pixelsOf, sizeOf } from '../domain/picture-size';

/** A picture as a file or a stream: Strapi drops the file once it has stored it, and processes other sizes. */
export interface PictureSource {
  filepath?: string;
  getStream?: () => NodeJS.ReadableStream;
}

/** Runs work on a picture once there is capacity. */
export type PictureLimiter = <Result>(picture: PictureSource, task: () => Promise<Result>) => Promise<Result>;

/**
 * Processes as many pictures at once as there are processors, and no more pixels in total than one picture may have,
 * since each decoded pixel takes memory.
 *
 * @param maxPixels of one picture, frames included
 * @param atOnce how many pictures
 */
export function createPictureLimiter(maxPixels: number, atOnce = availableParallelism()): PictureLimiter {
  // In megapixels: the semaphore's work grows with its units.
  const most = megapixels(maxPixels);
  const semaphore = new Semaphore(most);
  const share = Math.max(1, Math.floor(most / atOnce));
  return async (picture, task) => {
    // An unknown size counts as the maximum.
    const own = await pixelsIn(picture).then(megapixels, () => most);
    return semaphore.runExclusive(task, Math.min(most, Math.max(share, own)));
  };
}

const megapixels = (pixels: number): number => Math.ceil(pixels / 1_000_000);

async function pixelsIn({ filepath, getStream }: PictureSource): Promise<number> {
  const options = { limitInputPixels: false };
  if (filepath !== undefined || !getStream)
    return pixelsOf(sizeOf(await sharp(filepath, options).metadata()));
  const stream = getStream();
  const image = sharp(options);
  const failed = new Promise<never>((_resolve, reject) => stream.on('error', reject));
  stream.pipe(image);
  return pixelsOf(sizeOf(await Promise.race([image.metadata(), failed])));
}

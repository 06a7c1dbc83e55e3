import { availableParallelism } from 'node:os';
import { Semaphore } from 'async-mutex';
import sharp from 'sharp';
import { pixelsOf, sizeOf } from '../domain/picture-size';

/** A picture in a file, or as a stream: Strapi forgets the file once it has stored it, and goes on with other sizes. */
export interface PictureSource {
  filepath?: string;
  getStream?: () => NodeJS.ReadableStream;
}

/** Runs work on a picture when there is room for it. */
export type PictureLimiter = <Result>(picture: PictureSource, task: () => Promise<Result>) => Promise<Result>;

/**
 * Lets as many pictures be worked on at once as there are processors, and with no more pixels together than a single one may
 * have, since each pixel takes some bytes of memory while it is decoded.
 *
 * @param maxPixels of one picture, frames included
 * @param atOnce how many pictures
 */
export function createPictureLimiter(maxPixels: number, atOnce = availableParallelism()): PictureLimiter {
  // In whole megapixels: the semaphore does work for each unit that it is given.
  const most = megapixels(maxPixels);
  const semaphore = new Semaphore(most);
  const share = Math.max(1, Math.floor(most / atOnce));
  return async (picture, task) => {
    // What cannot be told is held to be as large as it may be.
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

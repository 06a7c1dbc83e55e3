import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { createPictureLimiter, type PictureSource } from './picture-limiter';

const folder = mkdtempSync(path.join(os.tmpdir(), 'club-pictures-'));
beforeAll(async () => {
  for (const megapixels of [1, 3]) {
    const create = { width: megapixels * 1000, height: 1000, channels: 3, background: '#123' } as const;
    await sharp({ create })
      .png()
      .toFile(path.join(folder, `${megapixels}.png`));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (megapixels: number): PictureSource => ({ filepath: path.join(folder, `${megapixels}.png`) });

/** How many of these are at work together where none ends before no more begin. */
async function together(pictures: readonly PictureSource[]): Promise<number> {
  const limiter = createPictureLimiter(5_000_000, 2);
  let working = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    working += 1;
    most = Math.max(most, working);
    // By then, every other task that may begin has read its header.
    for (let times = 0; times < 5; times += 1) await sharp(path.join(folder, '3.png')).stats();
    working -= 1;
  };
  await Promise.all(pictures.map((picture) => limiter(picture, work)));
  return most;
}

const nothing: PictureSource = { filepath: '/nowhere.png' };
const stream: PictureSource = { getStream: () => createReadStream(path.join(folder, '3.png')) };
const broken: PictureSource = { getStream: () => createReadStream('/nowhere.png') };

it.each<[string, PictureSource[], number]>([
  ['small ones, as many as there are processors', [file(1), file(1), file(1)], 2],
  ['two with more pixels together than one may have', [file(3), file(3)], 1],
  ['a large one and a small one that still fits', [file(3), file(1)], 2],
  ['one that comes as a stream, by its size too', [stream, file(3)], 1],
  ['what cannot be read', [nothing, file(1)], 1],
  ['a stream that fails', [broken, file(1)], 1],
])('limits %s', async (_what, pictures, expected) => expect(await together(pictures)).toBe(expected));

it('goes on after work that fails', async () => {
  const limiter = createPictureLimiter(5_000_000, 1);
  await expect(limiter(file(1), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(limiter(file(1), () => Promise.resolve('done'))).resolves.toBe('done');
});

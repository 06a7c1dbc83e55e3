import { file, plain } from '../files';
import { movingGif } from '../pictures';
import type { UploadStage } from './whole';

/** What is counted of pictures, and what is made of them. */
export function describePictures(stage: () => UploadStage): void {
  describe('a picture', () => {
    it('all frames of a moving picture count', async () => {
      expect((await stage().panel(file('moving.gif', movingGif(6000, 2)))).message).toContain(
        "'moving.gif' has 6000 × 6000 pixels in 2 frames; a picture may have 51 megapixels.",
      );
    });

    it('many at once are all kept, one after another', async () => {
      const picture = await plain(1200, 900).jpeg().toBuffer();
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, index) => stage().panel(file(`many-${index}.jpg`, picture))),
      );
      for (const { status, files } of answers) {
        expect(status).toBe(201);
        expect(Object.keys(files[0]?.formats ?? {}).toSorted()).toEqual([
          'large',
          'medium',
          'small',
          'thumbnail',
        ]);
      }
    });

    it('a damaged one is refused', async () => {
      const whole = await plain(400, 300).jpeg().toBuffer();
      const { status, message } = await stage().panel(file('half.jpg', whole.subarray(0, whole.length / 2)));
      expect([status, message]).toEqual([400, expect.stringContaining('not a valid image')]);
    });
  });
}

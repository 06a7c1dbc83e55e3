import sharp from 'sharp';
import type { Club } from '../club';
import { file, importMedium, plain } from '../files';
import { movingGif, movingPng } from '../pictures';
import type { UploadStage } from './whole';

/** What is counted of pictures, and what is made of them. */
export function describePictures(stage: () => UploadStage & { club: Club }): void {
  describe('a picture', () => {
    it('all frames of a moving picture count', async () => {
      expect((await stage().panel(file('moving.gif', movingGif(6000, 2)))).message).toContain(
        "'moving.gif' has 6000 × 6000 pixels in 2 frames; a picture may have 51 megapixels.",
      );
    });

    it.each(['webp', 'gif'] as const)(
      'a moving %s moves still, in its smaller copies too',
      async (format) => {
        const frames = await Promise.all(
          ['red', 'blue'].map((background) =>
            sharp({ create: { width: 600, height: 300, channels: 3, background } })
              .png()
              .toBuffer(),
          ),
        );
        const moving = await sharp(frames, { join: { animated: true } })
          .toFormat(format)
          .toBuffer();
        const { files } = await stage().panel(file(`moves.${format}`, moving));
        const urls = [files[0], ...Object.values(files[0]?.formats ?? {})].map((each) => String(each?.url));
        expect(urls.length).toBeGreaterThan(1);
        for (const url of urls)
          expect([url, (await sharp(stage().storedPath(url)).metadata()).pages]).toEqual([url, 2]);
      },
    );

    it.each([0, 100_000])('a moving PNG with %i bytes of text is refused with what to do', async (text) => {
      const moving = file('moves.png', await movingPng(300, 2, text));
      expect((await sharp(moving.content).metadata()).format).toBe('png');
      const before = await stage().counts();
      const sentence =
        "'moves.png' is an animated PNG, of which only the first frame could be kept. " +
        'Save it as an animated WebP or GIF and upload that.';
      for (const upload of [stage().panel, stage().program])
        expect(await upload(moving)).toMatchObject({ status: 400, message: sentence });
      expect(await importMedium(stage().club, moving)).toContain(sentence);
      expect(await stage().counts()).toEqual(before);
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
      expect([status, message]).toEqual([400, expect.stringContaining("'half.jpg' is not a valid image")]);
    });
  });
}

import fs from 'node:fs';
import path from 'node:path';
import { file, plain, type LocalFile, type Stored, type Upload } from '../files';

/** A club that keeps files, and two who bring some. */
export interface UploadStage {
  panel: Upload;
  program: Upload;
  /** Where a file of this address lies. */
  storedPath: (url: string) => string;
  /** How many files and rows there are. */
  counts: () => Promise<number[]>;
}

/** A request is kept whole or not at all, and what is answered is what there is. */
export function describeWholeRequests(stage: () => UploadStage): void {
  const picture = async (name: string, width: number): Promise<LocalFile> =>
    file(name, await plain(width, 10).png().toBuffer());
  const halfOf = async (name: string): Promise<LocalFile> => {
    const whole = await plain(400, 300).jpeg().toBuffer();
    return file(name, whole.subarray(0, whole.length / 2));
  };
  const shown = (files: readonly Stored[]) => files.map(({ name, width }) => [name, width]);

  describe('several files in one request', () => {
    it('are kept under the names that they are given, each with its own content', async () => {
      for (const upload of [stage().panel, stage().program]) {
        const [, before = 0] = await stage().counts();
        const { status, files } = await upload([await picture('a.png', 11), await picture('b.png', 12)], {
          info: [{ name: 'Left', alternativeText: 'L' }, { name: 'a.png' }],
        });
        expect([status, shown(files)]).toEqual([
          201,
          [
            ['Left', 11],
            ['a.png', 12],
          ],
        ]);
        expect(files[0]).toMatchObject({ alternativeText: 'L' });
        expect(await stage().counts()).toEqual([expect.anything(), before + 2]);
        for (const { url } of files) expect(fs.existsSync(stage().storedPath(url))).toBe(true);
      }
    });

    it('of one name are all kept', async () => {
      for (const upload of [stage().panel, stage().program])
        for (const info of [
          undefined,
          [{ name: 'photo.png' }, { name: 'photo.png' }, { name: 'photo.png' }],
        ]) {
          const sent = [11, 12, 13].map((width) => picture('photo.png', width));
          const { status, files } = await upload(await Promise.all(sent), info && { info });
          expect([status, files.map(({ width }) => width)]).toEqual([201, [11, 12, 13]]);
          const stored = files.map(({ url }) => path.basename(url));
          expect(new Set(stored).size).toBe(3);
        }
    });

    const good = (): Promise<LocalFile> => picture('good.png', 10);
    const refused: [string, () => Promise<LocalFile>[], object[]?][] = [
      ['one has a name that no file may have', () => [good(), picture('a<b.png', 10)]],
      [
        'one has such a name, and each is described',
        () => [good(), picture('a<b.png', 10)],
        [{ name: 'good.png' }, { name: 'a<b.png' }],
      ],
      ['one has no type', () => [good(), Promise.resolve(file('data', 'nothing that is known'))]],
      ['the last is damaged', () => [good(), good(), halfOf('half.jpg')]],
      ['one between others is damaged', () => [good(), halfOf('half.jpg'), good()]],
      ['there are fewer descriptions than files', () => [good(), good(), good()], [{}, {}]],
      ['there are more of them', () => [good(), good()], [{}, {}, {}]],
      ['there are more of them than the one file', () => [good()], [{}, {}]],
      ['one is to be in a folder that is not there', () => [good(), good()], [{}, { folder: 987_654 }]],
    ];
    it.each(refused.map(([name, ...rest]) => [name, rest] as const))(
      'none is kept when %s',
      async (_name, [sent, info]) => {
        // Programs do not choose the folder.
        const ways = info?.some((each) => 'folder' in each)
          ? [stage().panel]
          : [stage().panel, stage().program];
        for (const upload of ways) {
          const before = await stage().counts();
          const { status, message } = await upload(await Promise.all(sent()), info && { info });
          expect([status, message]).toEqual([400, expect.stringMatching(/\w/)]);
          expect(await stage().counts()).toEqual(before);
        }
      },
    );
  });
}

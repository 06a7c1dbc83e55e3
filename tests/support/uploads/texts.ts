import { z } from 'zod';
import type { Club } from '../club';
import type { Send } from '../editors';
import { file, plain, type UploadAnswer } from '../files';
import type { UploadStage } from './whole';

export interface TextStage extends UploadStage {
  club: Club;
  boss: Send;
}

const refused = z.object({ error: z.object({ message: z.string() }) });
const own = (key: string): string => JSON.stringify({ [key]: { name: 'x' } });

/** What is said of a file has rules, whichever way it comes. */
export function describeMediaTexts(stage: () => TextStage): void {
  const picture = async () => file('picture.png', await plain(10, 10).png().toBuffer());
  const wrong: [string, object | string, string][] = [
    ['a long name', { name: 'a'.repeat(256) }, 'name must have at most 255 characters'],
    ['an empty name', { name: '' }, 'name must not be empty'],
    ['a blank name', { name: ' ' }, 'name must not be empty'],
    ['a path', { name: 'a/../b.png' }, 'name must not contain / or \\'],
    ['a path of Windows', { name: 'a\\b.png' }, 'name must not contain / or \\'],
    ['a name of two lines', { name: 'a\nb' }, 'name must be a single line'],
    ['a name that turns', { name: 'a\u202egpj.exe' }, 'name must not contain characters that turn'],
    ['a name that is no text', { name: 5 }, 'name must be a text'],
    ...['name', 'alternativeText', 'caption'].flatMap((field): [string, object, string][] =>
      ['\u0000', '\u0007', '\ufffe', '\ud83c', '\ufffd'].map((character) => [
        `${JSON.stringify(character)} in ${field}`,
        { [field]: `a${character}b` },
        `${field} must not contain`,
      ]),
    ),
    [
      'a long alternativeText',
      { alternativeText: 'a'.repeat(1001) },
      'alternativeText must have at most 1000',
    ],
    ['a long caption', { caption: 'a'.repeat(1001) }, 'caption must have at most 1000 characters'],
    ['constructor', own('constructor'), 'constructor must not be given'],
    ['__proto__', '{"__proto__":{"name":"x"}}', '__proto__ must not be given'],
    ['what is no object', '[5]', 'fileInfo must be an object'],
    ['what is no JSON', '{', 'fileInfo must be JSON'],
  ];

  describe('what is said of a file', () => {
    let id: number;
    beforeAll(async () => {
      id = (await stage().panel(await picture())).files[0]?.id ?? 0;
    });

    const answerOf = async (answer: Promise<{ status: number; body: unknown }>): Promise<UploadAnswer> => {
      const { status, body } = await answer;
      return { status, files: [], message: refused.safeParse(body).data?.error.message ?? '' };
    };

    it.each(wrong)('%s is refused, and its field is named', async (_name, info, message) => {
      const { panel, program, boss, counts } = stage();
      const before = await counts();
      const query = `?id=${id}`;
      const sent = await picture();
      const answers = [
        await panel(sent, { info }),
        await program(sent, { info }),
        await panel([sent, sent], { info: [{}, info] }),
        await panel(sent, { info, query }),
        await program(sent, { info, query }),
        await panel([], { info, query }),
      ];
      if (typeof info === 'object') {
        answers.push(await answerOf(boss('PUT', `/upload/files/${id}`, { fileInfo: info })));
        const updates = [
          { id, fileInfo: { caption: 'new' } },
          { id, fileInfo: info },
        ];
        answers.push(await answerOf(boss('POST', '/upload/actions/bulk-update', { updates })));
      }
      for (const [index, answer] of answers.entries())
        expect([index, answer.status, answer.message]).toEqual([
          index,
          400,
          expect.stringContaining(message),
        ]);
      expect(await counts()).toEqual(before);
      const row: unknown = await stage()
        .club.strapi.db.query('plugin::upload.file')
        .findOne({ where: { id } });
      expect(row).toMatchObject({ name: 'picture.png', alternativeText: null, caption: null });
    });

    it('is kept up to what it may have, and can be emptied', async () => {
      const info = {
        name: `${'ß'.repeat(251)}.png`,
        alternativeText: 'á'.repeat(1000),
        caption: 'Two\nlines 🎸',
      };
      const { status, files } = await stage().panel(await picture(), { info });
      expect([status, files[0]]).toEqual([201, expect.objectContaining(info)]);
      const emptied = await stage().boss('PUT', `/upload/files/${files[0]?.id}`, {
        fileInfo: { caption: '' },
      });
      expect(emptied).toMatchObject({ status: 200, body: { caption: '' } });
    });
  });
}

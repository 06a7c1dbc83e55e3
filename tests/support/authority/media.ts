import { z } from 'zod';
import type { Club } from '../club';
import type { Send } from '../editors';
import { asStaff } from '../staff';

export interface Staff {
  club: Club;
  /** Somebody who may do all. */
  boss: Send;
  /** Somebody who may do what is their own. */
  author: Send;
}

const refusal = z.object({ error: z.object({ message: z.string() }) });
const numbered = z.object({ data: z.object({ id: z.number() }) });

/** What an author may do with files and folders that others have made, and with their own. */
export function describeMediaOfOthers(staff: () => Staff): void {
  const boss: Send = (...request) => staff().boss(...request);
  const author: Send = (...request) => staff().author(...request);
  describe('the media library: an author', () => {
    const fileUid = 'plugin::upload.file';
    const folderUid = 'plugin::upload.folder';
    let files = 0;

    const folderOf = async (send: Send, name: string, parent: number | null = null): Promise<number> => {
      const { status, body } = await send('POST', '/upload/folders', { name, parent });
      expect(status).toBe(201);
      return numbered.parse(body).data.id;
    };

    async function fileOf(send: Send, name: string, folder: number | null = null): Promise<number> {
      const { id: createdBy } = numbered.parse((await send('GET', '/admin/users/me')).body).data;
      const found: unknown =
        folder &&
        (await staff()
          .club.strapi.db.query(folderUid)
          .findOne({ where: { id: folder } }));
      const { path: folderPath } = found ? z.object({ path: z.string() }).parse(found) : { path: '/' };
      const hash = `file_${(files += 1)}`;
      const { id } = await staff()
        .club.strapi.db.query(fileUid)
        .create({
          data: {
            ...{ name, hash, ext: '.png', mime: 'image/png', size: 1, url: `/uploads/${hash}.png` },
            ...{ provider: 'local', folder, folderPath, createdBy },
          },
        });
      return Number(id);
    }

    /** All that there is, with where it is. */
    const stored = async (): Promise<string> =>
      JSON.stringify([
        await staff()
          .club.strapi.db.query(fileUid)
          .findMany({ orderBy: 'id', populate: ['folder'] }),
        await staff()
          .club.strapi.db.query(folderUid)
          .findMany({ orderBy: 'id', populate: ['parent'] }),
      ]);

    let theirs: Record<'file' | 'folder' | 'parent' | 'empty', number>;
    let own: Record<'file' | 'folder' | 'shared', number>;
    beforeAll(async () => {
      const parent = await folderOf(boss, 'Everything');
      const folder = await folderOf(boss, 'Flyers', parent);
      theirs = {
        parent,
        folder,
        file: await fileOf(boss, 'secret.png', folder),
        empty: await folderOf(boss, 'Empty'),
      };
      const shared = await folderOf(author, 'Shared');
      await fileOf(boss, 'other.png', shared);
      own = { file: await fileOf(author, 'mine.png'), folder: await folderOf(author, 'Mine'), shared };
      await fileOf(author, 'in mine.png', own.folder);
    });

    const changes: [string, () => [method: string, path: string, body?: object]][] = [
      ['deletes one', () => ['DELETE', `/upload/files/${theirs.file}`]],
      ['renames one', () => ['PUT', `/upload/files/${theirs.file}`, { fileInfo: { name: 'x' } }]],
      [
        'renames one, by the older route',
        () => ['POST', `/upload?id=${theirs.file}`, { fileInfo: { name: 'x' } }],
      ],
      ['replaces one', () => ['POST', `/upload/files/${theirs.file}/replace`, {}]],
      ['deletes a selection', () => ['POST', '/upload/actions/bulk-delete', { fileIds: [theirs.file] }]],
      [
        'deletes a selection with one of their own',
        () => ['POST', '/upload/actions/bulk-delete', { fileIds: [own.file, String(theirs.file)] }],
      ],
      ['deletes a folder', () => ['POST', '/upload/actions/bulk-delete', { folderIds: [theirs.folder] }]],
      [
        'deletes the folder of a folder',
        () => ['POST', '/upload/actions/bulk-delete', { fileIds: [own.file], folderIds: [theirs.parent] }],
      ],
      [
        'deletes an empty folder',
        () => ['POST', '/upload/actions/bulk-delete', { folderIds: [theirs.empty] }],
      ],
      [
        'deletes their own folder with a file of others',
        () => ['POST', '/upload/actions/bulk-delete', { folderIds: [own.shared] }],
      ],
      [
        'moves a selection',
        () => [
          'POST',
          '/upload/actions/bulk-move',
          { fileIds: [own.file, theirs.file], destinationFolderId: own.folder },
        ],
      ],
      [
        'moves a folder',
        () => [
          'POST',
          '/upload/actions/bulk-move',
          { folderIds: [theirs.folder], destinationFolderId: own.folder },
        ],
      ],
      [
        'describes a selection',
        () => [
          'POST',
          '/upload/actions/bulk-update',
          { updates: [own.file, theirs.file].map((id) => ({ id, fileInfo: { caption: 'x' } })) },
        ],
      ],
      [
        'describes by machine',
        () => ['POST', '/upload/actions/generate-ai-metadata', { fileIds: [theirs.file] }],
      ],
      ['renames a folder', () => ['PUT', `/upload/folders/${theirs.folder}`, { name: 'x' }]],
      [
        'moves the folder of a folder',
        () => ['PUT', `/upload/folders/${theirs.parent}`, { name: 'x', parent: own.folder }],
      ],
    ];

    it.each(changes)('%s: not of others', async (_name, request) => {
      const before = await stored();
      const { status, body } = await author(...request());
      expect([status, body]).toEqual([403, expect.anything()]);
      // Files that an author may not see are not told by name either.
      expect(JSON.stringify(body)).not.toMatch(/secret|other\.png/);
      expect(await stored()).toBe(before);
    });

    it('is told what is not theirs', async () => {
      const { body } = await author('POST', '/upload/actions/bulk-delete', {
        fileIds: [own.file, theirs.file],
        folderIds: [theirs.folder, own.shared],
      });
      expect(refusal.parse(body).error.message).toBe(
        'Others have put this in the media library, and only they or an editor may change it: ' +
          `«#${theirs.file}», «Flyers», «Shared»`,
      );
    });

    it('is told what is wrong with a selection', async () => {
      for (const fileIds of ['1', [{ $gt: 0 }], { $gt: 0 }])
        expect((await author('POST', '/upload/actions/bulk-delete', { fileIds })).status).toBe(400);
    });

    it('moves and deletes what is their own', async () => {
      const send = async (path: string, body: object) => (await author('POST', path, body)).status;
      const move = { fileIds: [own.file], folderIds: [own.folder], destinationFolderId: theirs.empty };
      expect(await send('/upload/actions/bulk-move', move)).toBe(200);
      const rename = await author('PUT', `/upload/folders/${own.folder}`, { name: 'Still mine' });
      expect(rename.status).toBe(200);
      expect(
        await send('/upload/actions/bulk-delete', { fileIds: [own.file], folderIds: [own.folder] }),
      ).toBe(200);
      const rest = await staff().club.strapi.db.query(fileUid).findMany({ orderBy: 'id' });
      expect(rest.map(({ name }) => name)).toEqual(['secret.png', 'other.png']);
    });

    it('an editor moves and deletes everybody’s', async () => {
      const editor = await asStaff(staff().club, 'strapi-editor');
      const move = { folderIds: [theirs.folder], destinationFolderId: own.shared };
      expect((await editor('POST', '/upload/actions/bulk-move', move)).status).toBe(200);
      const all = { folderIds: [own.shared, theirs.parent, theirs.empty] };
      expect((await editor('POST', '/upload/actions/bulk-delete', all)).status).toBe(200);
      expect(await staff().club.strapi.db.query(fileUid).count()).toBe(0);
    });
  });
}

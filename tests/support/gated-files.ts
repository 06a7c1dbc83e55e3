import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Level } from '../../src/plugins/patreon/server/domain/level';
import { patreonServices } from '../../src/plugins/patreon/server/services';
import type { Club } from './club';
import { storedFile, uploader, type LocalFile, type Stored } from './files';
import { makeMember, password } from './members';
import { until } from './until';

const fileRow = storedFile.extend({ hash: z.string(), gate: z.enum(['private', 'shared']).nullable() });
export type FileRow = z.infer<typeof fileRow>;

/** Somebody with a browser: what they send with a page's pictures, and with the page's own requests. */
export interface Reader {
  documentId: string;
  cookie: string;
  authorization: string;
}

const signedIn = z.object({
  data: z.object({ access_token: z.string(), user: z.object({ id: z.string() }) }),
});

const jarOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** A member who signs in to the website. */
export async function signInReader(club: Club, identifier: string): Promise<Reader> {
  const answer = await fetch(`${club.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier, password }),
  });
  const { data } = signedIn.parse(await answer.json());
  return { documentId: data.user.id, cookie: jarOf(answer), authorization: `Bearer ${data.access_token}` };
}

export const newReader = async (club: Club, username: string): Promise<Reader> =>
  signInReader(club, (await makeMember(club, username)).email);

const panelToken = z.object({ data: z.object({ token: z.string() }) });

/** Somebody with a session of the admin panel. */
export async function panelUser(club: Club, roleCode: string): Promise<Omit<Reader, 'documentId'>> {
  const role: unknown = await club.strapi.db.query('admin::role').findOne({ where: { code: roleCode } });
  const { id } = z.object({ id: z.number() }).parse(role);
  const account = { email: `${roleCode}@panel.test`, password: 'Password-of-somebody-1' };
  await club.strapi
    .service('admin::user')
    .create({ ...account, firstname: 'A', lastname: 'B', isActive: true, roles: [id] });
  const answer = await fetch(`${club.url}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  const { data } = panelToken.parse(await answer.json());
  return { cookie: jarOf(answer), authorization: `Bearer ${data.token}` };
}

/** Gives members levels in place of Patreon. */
export function levelsOf(club: Club) {
  const levels = new Map<string, number>();
  Object.assign(patreonServices(club.strapi).levels, {
    of: (member: string): Promise<Level> =>
      Promise.resolve({
        cents: levels.get(member) ?? 0,
        tier: null,
        rule: levels.has(member) ? 'entitled-amount' : 'not-a-supporter',
        until: null,
      }),
  });
  return levels;
}

/** The media library of a club, and where its files are. */
export function libraryOf(club: Club, authorization: string) {
  const upload = uploader(club, '/upload', authorization);
  const publicFolder = path.join(club.strapi.dirs.static.public, 'uploads');
  const privateFolder = path.resolve(club.strapi.dirs.static.public, '../private-files');
  const row = async (id: number): Promise<FileRow> =>
    fileRow.parse(await club.strapi.db.query('plugin::upload.file').findOne({ where: { id } }));

  return {
    publicFolder,
    privateFolder,
    row,

    async add(file: LocalFile): Promise<Stored> {
      const { files, message } = await upload(file);
      if (!files[0]) throw new Error(message);
      return files[0];
    },

    /** The row of a file once the jobs that wait are done. */
    async settled(id: number): Promise<FileRow> {
      await until(
        () =>
          club.strapi.db.query('plugin::jobs.job').count({
            where: {
              state: { $in: ['pending', 'delayed', 'running'] },
              name: { $startsWith: 'patreon.place' },
            },
          }),
        (waiting) => waiting === 0,
      );
      return row(id);
    },

    /** The names of what there is of a file in a folder. */
    named: (folder: string, hash: string): string[] =>
      fs.existsSync(folder)
        ? fs
            .readdirSync(folder)
            .filter((name) => name.includes(hash))
            .sort()
        : [],
  };
}
export type Library = ReturnType<typeof libraryOf>;

/** The names of all sizes of a file. */
export const sizesOf = ({ url, formats }: Pick<Stored, 'url' | 'formats'>): string[] =>
  [url, ...Object.values(formats ?? {}).map((size) => size.url)]
    .map((each) => path.posix.basename(each))
    .sort();

import { z } from 'zod';
import type { Club } from '../club';
import { signUp } from '../members';
import { rawConnection } from '../raw-request';
import { until } from '../until';

/** What the suite about limits shares. */
export interface Stage {
  club: () => Club;
  authorizations: Authorizations;
  /** Where Strapi puts the files of a request while it looks at them. */
  incoming: string;
  windowMs: number;
}

/** What the header of that name says of a program that may do everything, of one that may only read, of a member and of staff. */
export type Authorizations = Record<'program' | 'reader' | 'member' | 'staff', string>;

export async function authorizationsOf(club: Club): Promise<Authorizations> {
  return {
    program: await tokenOf(club, 'full-access'),
    reader: await tokenOf(club, 'read-only'),
    member: (await signUp(club, 'member')).authorization,
    staff: await signedInToPanel(club),
  };
}

async function tokenOf(club: Club, type: string): Promise<string> {
  const token: unknown = await club.strapi
    .service('admin::api-token')
    .create({ name: type, description: '', type, lifespan: null });
  return `Bearer ${z.object({ accessKey: z.string() }).parse(token).accessKey}`;
}

async function signedInToPanel(club: Club): Promise<string> {
  const account = { email: 'author@club.test', password: 'Password-of-an-author-1' };
  const { id } = await club.strapi.db.query('admin::role').findOne({ where: { code: 'strapi-author' } });
  await club.strapi
    .service('admin::user')
    .create({ ...account, firstname: 'Au', lastname: 'Thor', isActive: true, roles: [id] });
  const answer = await fetch(`${club.url}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  return `Bearer ${z.object({ data: z.object({ token: z.string() }) }).parse(await answer.json()).data.token}`;
}

export const head = (address: string, ...more: string[]) => headOf('POST', address, json, ...more);
export const headOf = (method: string, address: string, ...more: string[]) => [
  `${method} ${address} HTTP/1.1`,
  'Host: club',
  ...more,
  '',
  '',
];
export const json = 'Content-Type: application/json';
export const multipart = 'Content-Type: multipart/form-data; boundary=x';
/** Of a file of a form whose boundary is `x`, without its end. */
export const partOf = (name: string, content: string) =>
  `--x\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n${content}`;

export function honestOf(club: () => Club) {
  /** The status of an honest request, once it has come whole. */
  async function statusOfHonest(...headers: string[]): Promise<number> {
    const { socket, answered } = rawConnection(club(), head('/api/events', 'Content-Length: 2', ...headers));
    socket.write('{}');
    const status = await answered;
    socket.destroy();
    return status;
  }
  const untilTaken = () =>
    until(
      () => statusOfHonest(),
      (status) => status !== 503,
      5000,
    );

  return { statusOfHonest, untilTaken };
}

import type { Club } from './club';
import { makeMember, signIn, type Member } from './members';
import { ask, type Answer } from './v1';

export type Document = Record<string, unknown> & { id: string };

/** A member of a role, signed in. */
export async function memberOfRole(club: Club, username: string, type: string): Promise<Member> {
  const role: unknown = await club.strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type } });
  if (typeof role !== 'object' || role === null || !('id' in role))
    throw new Error(`There is no role ${type}`);
  return signIn(club, await makeMember(club, username, { role: role.id }));
}

/** How somebody asks `/api/v1/admin`. */
export function staffClient(club: Club, authorization: string | null) {
  const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    ask(club, `/admin${path}`, {
      method,
      headers: {
        ...(authorization !== null && { authorization }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  /** The data of an answer with this status. */
  async function data<Data = Document>(status: number, answer: Promise<Answer>): Promise<Data> {
    const { status: got, body, text } = await answer;
    expect([got, text]).toEqual([status, text]);
    return body.data;
  }

  return {
    send,
    data,
    get: (path: string) => send('GET', path),
    make: (path: string, body: unknown) => data(201, send('POST', path, body)),
    put: (path: string, body: unknown) => data(200, send('PUT', path, body)),
    publish: (path: string) => data(200, send('POST', `${path}/publish`)),
  };
}
export type StaffClient = ReturnType<typeof staffClient>;

import { z } from 'zod';
import type { Club } from './club';

/** What a door answered. */
export interface Answer {
  status: number;
  body: unknown;
}

/** Sends JSON to the club as somebody who may. */
export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

const sendAs =
  (club: Club, token: string): Send =>
  async (method, path, body, headers = {}) => {
    const answer = await fetch(`${club.url}${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };

/** A program with a full-access token, at REST and GraphQL. */
export async function asProgram(club: Club): Promise<Send> {
  const token: unknown = await club.strapi
    .service('admin::api-token')
    .create({ name: `program ${Date.now()}`, description: '', type: 'full-access', lifespan: null });
  return sendAs(club, z.object({ accessKey: z.string() }).parse(token).accessKey);
}

const password = 'Password-of-an-editor-1';
let people = 0;

/** Somebody signed in to the admin panel, with one role. */
export async function asHolderOf(club: Club, role: unknown): Promise<Send> {
  const { id } = z.object({ id: z.number() }).parse(role);
  const account = { email: `editor-${(people += 1)}@club.test`, password };
  await club.strapi
    .service('admin::user')
    .create({ ...account, firstname: 'Edi', lastname: 'Tor', isActive: true, roles: [id] });
  const { body } = await sendAs(club, '')('POST', '/admin/login', account);
  return sendAs(club, z.object({ data: z.object({ token: z.string() }) }).parse(body).data.token);
}

/** Somebody signed in to the admin panel who may do everything there. */
export async function asEditor(club: Club): Promise<Send> {
  return asHolderOf(club, await club.strapi.service('admin::role').getSuperAdmin());
}

/** Somebody signed in to the admin panel who may do these things there, and nothing else. */
export async function asStaffWho(club: Club, actions: readonly string[]): Promise<Send> {
  const roles = club.strapi.service('admin::role');
  const role: unknown = await roles.create({ name: `staff ${(people += 1)}`, description: '' });
  const { id } = z.object({ id: z.number() }).parse(role);
  await roles.assignPermissions(
    id,
    actions.map((action) => ({ action })),
  );
  return asHolderOf(club, role);
}

/** Somebody whom the club does not know. */
export const asNobody = (club: Club): Send => sendAs(club, '');

import { z } from 'zod';
import type { Club } from './club';
import { signUp } from './members';

/** A request to one of Strapi's own doors, and what came back as text: secrets may stand anywhere in it. */
export type Ask = (
  path: string,
  headers?: Record<string, string>,
) => Promise<{ status: number; text: string }>;

const graphqlAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});

/** How one person comes to the club: a visitor without, a member or a token with an `authorization`. */
export function doorsOf(club: Club, authorization?: string) {
  const own: Record<string, string> = authorization ? { authorization } : {};

  const get: Ask = async (path, headers = {}) => {
    const answer = await fetch(`${club.url}${path}`, { headers: { ...own, ...headers } });
    return { status: answer.status, text: await answer.text() };
  };

  const rest = async (path: string) => {
    const { status, text } = await get(path);
    return { status, body: JSON.parse(text) };
  };

  const graphql = async (query: string, variables: object = {}) => {
    const answer = await fetch(`${club.url}/graphql`, {
      method: 'POST',
      headers: { ...own, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return graphqlAnswer.parse(await answer.json());
  };

  return { get, rest, graphql };
}

export type Doors = ReturnType<typeof doorsOf>;

/** A member's doors: somebody who has signed up. */
export async function memberDoors(club: Club, username = 'member'): Promise<Doors> {
  const { authorization } = await signUp(club, username);
  return doorsOf(club, authorization);
}

/** The doors of a program of staff's, with a token that may do everything. */
export async function tokenDoors(club: Club): Promise<Doors> {
  const tokens = club.strapi.service('admin::api-token');
  const token = await tokens.create({ name: 'staff', description: '', type: 'full-access', lifespan: null });
  return doorsOf(club, `Bearer ${token.accessKey}`);
}

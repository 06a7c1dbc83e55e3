import { z } from 'zod';
import { ask } from './ask';
import type { Club } from './club';

export interface Member {
  documentId: string;
  /** The row's id, which Strapi's tokens name. */
  id: number;
  email: string;
  /** `Bearer …`, for the header of that name. */
  authorization: string;
}

export const password = 'a long password';

const signedIn = z.object({
  jwt: z.string(),
  user: z.object({ id: z.number(), documentId: z.string(), email: z.string() }),
});
const role = z.object({ id: z.number() });

/** An account as staff make it in the admin panel. */
export async function makeMember(
  club: Club,
  username: string,
  more: object = {},
): Promise<{ email: string }> {
  const roles = club.strapi.db.query('plugin::users-permissions.role');
  const { id } = role.parse(await roles.findOne({ where: { type: 'authenticated' } }));
  const email = `${username}@club.test`;
  await club.strapi.documents('plugin::users-permissions.user').create({
    data: {
      username,
      email,
      password,
      provider: 'local',
      confirmed: true,
      blocked: false,
      role: id,
      ...more,
    },
  });
  return { email };
}

const roleList = z.object({ results: z.array(z.looseObject({ name: z.string() })) });

/**
 * An account that staff make in the admin panel of a club in another process.
 *
 * @returns what its holder signs in with
 */
export async function makeMemberInPanel(
  url: string,
  bearer: string,
): Promise<{ identifier: string; password: string }> {
  const user = 'plugin::users-permissions.user';
  const { text } = await ask(`${url}/content-manager/relations/${user}/role`, { bearer });
  const { results } = roleList.parse(JSON.parse(text));
  const connect = results.filter(({ name }) => name === 'Authenticated');
  const identifier = 'member@club.example';
  const body = {
    ...{ username: 'member', email: identifier, password, confirmed: true, blocked: false },
    role: { connect, disconnect: [] },
  };
  const made = await ask(`${url}/content-manager/collection-types/${user}`, { bearer, body });
  expect([made.status, made.text]).toEqual([201, made.text]);
  return { identifier, password };
}

/** Where a member signs in, and what is sent there: in REST and in GraphQL. */
export const memberLogins = (given: { identifier: string; password: string }): [string, object][] => [
  ['/api/auth/local', given],
  [
    '/graphql',
    {
      query: `mutation { login(input: { identifier: "${given.identifier}", password: "${given.password}" }) { jwt } }`,
    },
  ],
];

/** Somebody whom staff made an account signs in for the first time. */
export const signUp = async (club: Club, username: string): Promise<Member> =>
  signIn(club, await makeMember(club, username));

/** A member signs in, through Strapi's own REST. */
export async function signIn(club: Club, { email }: Pick<Member, 'email'>): Promise<Member> {
  const answer = await fetch(`${club.url}/api/auth/local`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: email, password }),
  });
  const { jwt, user } = signedIn.parse(await answer.json());
  return { ...user, authorization: `Bearer ${jwt}` };
}

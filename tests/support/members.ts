import { z } from 'zod';
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

/** Somebody signs up, through Strapi's own REST. */
export const signUp = (club: Club, username: string): Promise<Member> =>
  post(club, '/api/auth/local/register', { username, email: `${username}@club.test`, password });

/** A member signs in once more. */
export const signIn = (club: Club, { email }: Pick<Member, 'email'>): Promise<Member> =>
  post(club, '/api/auth/local', { identifier: email, password });

async function post(club: Club, path: string, body: object): Promise<Member> {
  const answer = await fetch(club.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { jwt, user } = signedIn.parse(await answer.json());
  return { ...user, authorization: `Bearer ${jwt}` };
}

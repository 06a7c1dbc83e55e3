import { z } from 'zod';
import { visitorOf, type AccountAnswer, type Visitor } from '../account-visitor';
import type { Club } from '../club';
import { makeMember, password } from '../members';

const signedIn = z.object({ jwt: z.string(), user: z.object({ id: z.number(), documentId: z.string() }) });

/** The header that a sign-in's access token is sent in. */
export const bearer = (answer: AccountAnswer): { authorization: string } => ({
  authorization: `Bearer ${signedIn.parse(answer.body).jwt}`,
});

/** What Strapi answers who asks for themselves. */
export const me = async (visitor: Visitor, headers: Record<string, string>): Promise<number> =>
  (await visitor.send('GET', '/api/users/me', undefined, headers)).status;

let others = 0;

/** How members of the club get in. */
export function membersOf(club: () => Club) {
  async function signedInAs(name: string, at: Visitor = visitorOf(club())) {
    const answer = await at.signIn(`${name}@club.test`, password);
    expect(answer.status).toBe(200);
    return { at, answer, headers: bearer(answer), id: signedIn.parse(answer.body).user.documentId };
  }

  return {
    signedInAs,
    /** Somebody whom no other test knows. */
    another: async () => {
      const name = `member-${(others += 1)}`;
      await makeMember(club(), name);
      return { name, ...(await signedInAs(name)) };
    },
  };
}

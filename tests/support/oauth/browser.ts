import type { AccountAnswer } from '../account-visitor';
import type { V1Visitor } from '../accounts/v1-visitor';

/** Where tests' clubs say that they are: PUBLIC_URL. */
const publicUrl = 'http://club.test';

export const locationOf = ({ headers }: Pick<AccountAnswer, 'headers'>): string =>
  headers.get('location') ?? '';

/** How a sign-in ended, by the address that the browser was sent back to. */
export const outcomeOf = (answer: Pick<AccountAnswer, 'headers'>): string | null =>
  new URL(locationOf(answer)).searchParams.get('oauth');

/** Opens a page of the club by its public address. */
export const open = (at: V1Visitor, address: string): Promise<AccountAnswer> =>
  at.send('GET', address.replace(`${publicUrl}/api/v1`, ''));

/** Begins a sign-in. @returns the provider's address that the browser is sent to */
export async function begin(at: V1Visitor, provider: string, returnTo?: string): Promise<string> {
  const query = returnTo === undefined ? '' : `?return_to=${encodeURIComponent(returnTo)}`;
  const answer = await at.send('GET', `/auth/oauth/${provider}${query}`);
  expect([answer.status, answer.text]).toEqual([302, answer.text]);
  return locationOf(answer);
}

/** Signs in at the provider. @returns the club's address that it sends the browser back to */
export async function signInThere(address: string): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' });
  expect(response.status).toBe(302);
  return response.headers.get('location') ?? '';
}

/** All of it, there and back. */
export async function signInWith(at: V1Visitor, provider: string, returnTo?: string): Promise<AccountAnswer> {
  return open(at, await signInThere(await begin(at, provider, returnTo)));
}

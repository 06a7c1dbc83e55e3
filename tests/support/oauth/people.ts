import type { Header, V1Visitor } from '../accounts/v1-visitor';
import type { OauthClub } from './club';

let people = 0;

/** Somebody whom no provider has named yet. */
export const newSubject = (): string => `subject-${(people += 1)}`;

/** Who comes from the providers of a club. */
export const peopleOf = (oauth: () => OauthClub<'google' | 'facebook'>) => ({
  verifiedAtGoogle: (email: string) =>
    oauth().providers.google.as({ sub: newSubject(), email, email_verified: true }),
  atFacebook: (more: object) =>
    oauth().providers.facebook.as({ id: newSubject(), name: 'Faye Booker', ...more }),
});

export const identitiesOf = async (at: V1Visitor, headers: Header) =>
  (await at.send('GET', '/user/identities', undefined, headers)).body;

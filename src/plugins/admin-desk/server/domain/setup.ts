import type { SetupItem, SetupName } from '../../contract/setup';

type SignInProvider = 'google' | 'discord' | 'facebook';

/** How the club is set up, without anything secret. */
export interface SetupFacts {
  mail: boolean;
  publicUrl: string;
  hasWebsite: boolean;
  /** How many active Managers there are. */
  managers: number;
  /** The integrations that there are, and the settings that each lacks. */
  integrations: readonly { name: string; isOn: boolean; missing: readonly string[] }[];
  isMysql: boolean;
  hasRedis: boolean;
  /** Where members may sign in with an account they have elsewhere. */
  signIn: Readonly<Record<SignInProvider, boolean>>;
  /** Whether whoever asks may try integrations. */
  mayTry: boolean;
}

/** Addresses that other machines cannot reach. */
const isLocal = (address: string): boolean => {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(hostname);
};

const needed = (name: SetupName, isSet: boolean, settings: string[], canBeTried = false): SetupItem => ({
  name,
  state: isSet ? 'set' : 'missing',
  settings,
  canBeTried: isSet && canBeTried,
});

const optional = (...given: Parameters<typeof needed>): SetupItem => {
  const item = needed(...given);
  return item.state === 'set' ? item : { ...item, state: 'optional' };
};

/** What is set up and what is not; a club should have what comes first, and can do without the rest. */
export function setupItems(facts: SetupFacts): SetupItem[] {
  const integration = (name: 'google-calendar' | 'facebook'): SetupItem[] =>
    facts.integrations
      .filter((each) => each.name === name)
      .map(({ isOn, missing }) => optional(name, isOn, [...missing], facts.mayTry));
  const signIn = (provider: SignInProvider): SetupItem => {
    const variable = `OAUTH_${provider.toUpperCase()}`;
    return optional(`sign-in-${provider}`, facts.signIn[provider], [`${variable}_ID`, `${variable}_SECRET`]);
  };
  return [
    needed('mail', facts.mail, ['SMTP_HOST', 'MAIL_FROM'], true),
    needed('address', !isLocal(facts.publicUrl), ['PUBLIC_URL']),
    needed('website', facts.hasWebsite, ['FRONTEND_URL']),
    needed('staff', facts.managers > 0, []),
    ...integration('google-calendar'),
    ...integration('facebook'),
    signIn('google'),
    signIn('discord'),
    signIn('facebook'),
    optional('database', facts.isMysql, ['DATABASE_CLIENT']),
    optional('redis', facts.hasRedis, ['REDIS_URL']),
  ];
}

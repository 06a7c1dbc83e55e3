import { describeIssue } from './issue';

type Present = Readonly<Record<string, string>>;

const names = [
  'APP_KEYS',
  'API_TOKEN_SALT',
  'ADMIN_JWT_SECRET',
  'TRANSFER_TOKEN_SALT',
  'ENCRYPTION_KEY',
  'JWT_SECRET',
] as const;

/** Whoever has one token can try short secrets on it, as many as their computer can; 12 random characters are out of reach. */
const shortest = 12;

/** What examples and templates have in the place of a secret: Strapi's own `.env.example` says "tobemodified". */
const placeholder =
  /^(to.?be.?modified|change.?(me|this|it)|replace.?(me|this|it)|your.|placeholder|example|insert.|todo|<.*>$|(?<one>.)\k<one>*$)/i;

/**
 * What is wrong with the secrets that are there. Two that are equal are: a token of members, signed with JWT_SECRET, would
 * open the admin panel too if ADMIN_JWT_SECRET were the same, since it does not say which of the two it is for.
 *
 * @param known the settings whose issues are isReported already
 */
export function secretIssues(present: Present, known: ReadonlySet<string>): string[] {
  const seen = new Map<string, string>();
  return names.flatMap((name) => {
    if (known.has(name)) return [];
    const values = (present[name] ?? '')
      .split(name === 'APP_KEYS' ? ',' : /(?!)/)
      .map((value) => value.trim());
    for (const value of values) {
      const wrong = value === '' ? null : wrongWith(value, seen.get(value), name);
      if (wrong !== null) return [describeIssue(name, present[name], wrong)];
    }
    for (const value of values) seen.set(value, name);
    return [];
  });
}

function wrongWith(value: string, sameAs: string | undefined, name: string): string | null {
  if (placeholder.test(value)) return 'is a placeholder';
  if (value.length < shortest) return `is shorter than ${shortest} characters`;
  if (sameAs !== undefined && sameAs !== name) return `is the same as ${sameAs}: each must be one of its own`;
  return null;
}

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

/** A short secret can be brute-forced offline with one token; 12 random characters cannot. */
const shortest = 12;

/** Placeholders of examples and templates: Strapi's own `.env.example` has "tobemodified". */
const placeholder =
  /^(to.?be.?modified|change.?(me|this|it)|replace.?(me|this|it)|your.|placeholder|example|insert.|todo|<.*>$|(?<one>.)\k<one>*$)/i;

/**
 * The issues of the secrets that are set. They must differ: with equal secrets, a token of members, signed with JWT_SECRET,
 * would also open the admin panel, signed with ADMIN_JWT_SECRET, since a token does not say which of the two it is for.
 *
 * @param known the settings whose issues are already reported
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

import { readConnections, type Connections } from './connections';
import { describeIssue } from './issue';
import { settings, settingsSchema, type Settings } from './schema';
import { secretIssues } from './secrets';

export type SettingsResult =
  { ok: true; settings: Settings; connections: Connections } | { ok: false; issues: string[] };

/**
 * Checks all settings at once. Each issue names its variable, the problem and a valid example; the value of a secret is
 * never repeated.
 */
export function readSettings(source: Record<string, string | undefined>): SettingsResult {
  const present = presentOnes(source);
  const result = settingsSchema.safeParse(present);
  const names = new Set(result.error?.issues.map((issue) => String(issue.path[0])));
  const connected = readConnections(present);
  const issues = [
    ...[...names].map((name) => describeIssue(name, present[name])),
    ...secretIssues(present, names),
    ...connected.issues,
  ];
  if (!result.success || issues.length > 0) return { ok: false, issues };
  return { ok: true, settings: result.data, connections: connected.of(result.data) };
}

/** The message that is printed if settings are invalid. */
export function describeIssues(issues: string[]): string {
  const head = issues.length === 1 ? 'A setting is wrong' : `${issues.length} settings are wrong`;
  return [`${head} (in .env or in the environment):`, ...issues.map((issue) => `  ${issue}`)].join('\n');
}

/** An empty variable counts as absent, so `PUBLIC_URL=` in .env means "none". */
function presentOnes(source: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.keys(settings).map((name) => [name, source[name]?.trim()] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

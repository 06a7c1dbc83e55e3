import type { z } from 'zod';
import { toldSchema, type Told } from './kinds';
import { settings, settingsSchema, type Settings } from './schema';

export type SettingsResult = { ok: true; settings: Settings } | { ok: false; faults: string[] };

/**
 * Checks all settings at once. Every fault names its variable, says what was wrong with it and gives an
 * example; the value of a secret is never repeated.
 */
export function readSettings(source: Record<string, string | undefined>): SettingsResult {
  const present = presentOnes(source);
  const result = settingsSchema.safeParse(present);
  if (result.success) return { ok: true, settings: result.data };
  const names = new Set(result.error.issues.map((issue) => String(issue.path[0])));
  return { ok: false, faults: [...names].map((name) => describeFault(name, present[name])) };
}

/** The lines people read when the settings are wrong. */
export function describeFaults(faults: string[]): string {
  const head = faults.length === 1 ? 'A setting is wrong' : `${faults.length} settings are wrong`;
  return [`${head} (in .env or in the environment):`, ...faults.map((fault) => `  ${fault}`)].join('\n');
}

/** An empty variable counts as absent: `PUBLIC_URL=` in .env says "none". */
function presentOnes(source: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.keys(settings).map((name) => [name, source[name]?.trim()] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

function describeFault(name: string, value: string | undefined): string {
  const { expects, example, secret } = toldOf(name);
  const wrong = value === undefined ? 'is missing' : secret ? 'is not right' : `is ${JSON.stringify(value)}`;
  return `${name} ${wrong}; it must be ${expects}. Example: ${name}=${example}`;
}

export function toldOf(name: string): Told {
  const kinds: Record<string, z.ZodType> = settings;
  let kind: z.ZodType | undefined = kinds[name];
  while (kind && !kind.meta()) kind = unwrap(kind);
  return toldSchema.parse(kind?.meta());
}

function unwrap(kind: z.ZodType): z.ZodType | undefined {
  const { def } = kind;
  return 'innerType' in def ? (def.innerType as z.ZodType) : undefined;
}

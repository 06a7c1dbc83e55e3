import type { z } from 'zod';
import { settingHintSchema, type SettingHint } from './kinds';
import { settings } from './schema';

/**
 * Describes an invalid setting.
 *
 * @param wrong the problem, if it is more than the form; it must not repeat the value of a secret
 */
export function describeIssue(name: string, value: string | undefined, wrong?: string): string {
  const { expects, example, secret } = hintOf(name);
  const plainly =
    value === undefined ? 'is missing' : secret ? 'is not right' : `is ${JSON.stringify(value)}`;
  return `${name} ${wrong ?? plainly}; it must be ${expects}. Example: ${name}=${example}`;
}

export function hintOf(name: string): SettingHint {
  const kinds: Record<string, z.ZodType> = settings;
  let kind: z.ZodType | undefined = kinds[name];
  while (kind && !kind.meta()) kind = unwrap(kind);
  return settingHintSchema.parse(kind?.meta());
}

function unwrap(kind: z.ZodType): z.ZodType | undefined {
  const { def } = kind;
  return 'innerType' in def ? (def.innerType as z.ZodType) : undefined;
}

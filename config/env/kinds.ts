import { z } from 'zod';

/** What an issue says about a setting: what it should be, and a valid example. */
export interface SettingHint {
  expects: string;
  example: string;
  /** Whether its value must never be printed, even if it is invalid. */
  secret?: boolean;
}

export const settingHintSchema = z.object({
  expects: z.string(),
  example: z.string(),
  secret: z.boolean().optional(),
}) satisfies z.ZodType<SettingHint>;

export const text = (expects: string, example: string) => z.string().meta({ expects, example });

/** `npm start` writes missing ones. secrets.ts has further rules. */
export const secret = () =>
  z
    .string()
    .meta({ expects: 'a long random text', example: '`openssl rand -base64 24` makes one', secret: true });

export const secrets = () =>
  z
    .string()
    .refine((list) => list.split(',').every((key) => key.trim().length > 0))
    .meta({
      expects: 'long random texts with commas between them',
      example: '`openssl rand -base64 24` makes one',
      secret: true,
    });

/** What proves to a provider of sign-ins that it is the club that asks. */
export const clientSecret = (provider: string) =>
  z
    .string()
    .meta({ expects: `the client secret that ${provider} gave the club`, example: '…', secret: true })
    .optional();

/** What gives access to an account elsewhere. */
export const token = (expects: string) => z.string().meta({ expects, example: '…', secret: true }).optional();

/** Whether there are proxies in front of the club, and how many; true means one. */
export const proxies = () =>
  z
    .union([
      z.stringbool({ truthy: ['true', 'on', 'yes', '1'], falsy: ['false', 'off', 'no', '0'] }),
      z
        .string()
        .regex(/^([2-9]|10)$/)
        .transform(Number),
    ])
    .meta({ expects: 'true, false, or how many proxies there are (up to 10)', example: 'true' });

/** `Name <address>` or an address alone, as in a mail header. */
export const mailbox = (expects: string, example: string) =>
  z.string().refine(isMailbox).meta({ expects, example });

export const whole = (min: number, max: number, example: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .meta({ expects: `a whole number from ${min} to ${max}`, example: String(example) });

export const flag = () =>
  z
    .stringbool({ truthy: ['true', 'on', 'yes', '1'], falsy: ['false', 'off', 'no', '0'] })
    .meta({ expects: 'true or false', example: 'true' });

export const oneOf = <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
  z.enum(choices).meta({ expects: `one of ${choices.join(', ')}`, example: choices[0] });

/** Without a trailing slash, so that paths can be appended. */
export const url = (example: string) =>
  z
    .url({ protocol: /^https?$/ })
    .transform((address) => address.replace(/\/+$/, ''))
    .meta({ expects: 'an address with http:// or https://', example });

/** It may contain a password, so it is never printed. */
export const redisUrl = () =>
  z.url({ protocol: /^rediss?$/ }).meta({
    expects: 'an address with redis:// or rediss://',
    example: 'redis://localhost:6379',
    secret: true,
  });

/**
 * The address of a remote system. Secrets are sent there, so plain http is allowed for this machine only. Without a
 * trailing slash.
 */
export const remoteUrl = (standard: string) =>
  z
    .url({ protocol: /^https?$/ })
    .refine((address) => address.startsWith('https:') || isLoopback(new URL(address).hostname))
    .transform((address) => address.replace(/\/+$/, ''))
    .meta({ expects: 'an address with https:// (http:// on this machine alone)', example: standard })
    .default(standard);

export const timeZone = () =>
  z.string().refine(isTimeZone).meta({ expects: 'a time zone by its IANA name', example: 'Europe/Rome' });

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);

/** A name may be quoted; control characters could end the header. */
function isMailbox(text: string): boolean {
  const address = /^[^<>\p{Cc}]*<([^<>\s]+)>$/u.exec(text)?.[1] ?? text;
  return z.email().safeParse(address).success;
}

/** Intl also accepts offsets such as "+02:00", but they ignore daylight saving time. */
function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

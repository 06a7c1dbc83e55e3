import { z } from 'zod';
import {
  clientSecret,
  flag,
  mailbox,
  oneOf,
  proxies,
  redisUrl,
  remoteUrl,
  secret,
  secrets,
  text,
  timeZone,
  token,
  url,
  whole,
} from './kinds';

/**
 * All environment variables of the club. An absent or empty variable has its default; one without a default is required
 * unless its kind is `.optional()`.
 */
export const settings = {
  HOST: text('an address or a host name', '0.0.0.0').default('0.0.0.0'),
  PORT: whole(0, 65535, 1337).default(1337),
  PUBLIC_URL: url('https://api.dreamers-cave.club').optional(),
  TRUST_PROXY: proxies().default(false),
  LOG_LEVEL: oneOf(['error', 'warn', 'info', 'http', 'debug']).default('info'),

  APP_KEYS: secrets(),
  API_TOKEN_SALT: secret(),
  ADMIN_JWT_SECRET: secret(),
  TRANSFER_TOKEN_SALT: secret(),
  ENCRYPTION_KEY: secret(),
  JWT_SECRET: secret(),

  CLUB_NAME: text('a name', "The Dreamer's Cave").default("The Dreamer's Cave"),
  CLUB_TIMEZONE: timeZone().default('Europe/Rome'),
  CLUB_DEMO: flag().optional(),
  FRONTEND_URL: url('https://dreamers-cave.club').optional(),
  ADMIN_EMAIL: z.email().meta({ expects: 'an e-mail address', example: 'ada@dreamers-cave.club' }).optional(),
  ADMIN_PASSWORD: z
    .string()
    .refine(isAdminPassword)
    .meta({
      expects: 'at least 8 characters, with a small letter, a capital and a digit (at most 72 bytes)',
      example: 'a password of your own',
      secret: true,
    })
    .optional(),

  DATABASE_CLIENT: oneOf(['sqlite', 'mysql']).default('sqlite'),
  DATABASE_FILENAME: text('the path of a file', '.tmp/club.db').default('.tmp/club.db'),
  DATABASE_HOST: text('an address or a host name', 'localhost').default('localhost'),
  DATABASE_PORT: whole(1, 65535, 3306).default(3306),
  DATABASE_NAME: text('the name of a database', 'dreamers_cave').default('dreamers_cave'),
  DATABASE_USERNAME: text('the name of a database user', 'dreamers_cave').default('dreamers_cave'),
  DATABASE_PASSWORD: z.string().meta({ expects: 'a password', example: '…', secret: true }).default(''),
  DATABASE_SSL: flag().default(false),
  DATABASE_POOL_MAX: whole(1, 200, 10).default(10),

  REDIS_URL: redisUrl().optional(),
  RATE_LIMITS: flag().default(true),

  JOBS_WORKER: flag().default(true),
  JOBS_CONCURRENCY: whole(1, 100, 4).default(4),
  JOBS_POLL_MS: whole(100, 600_000, 5000).default(5000),
  SCHEDULES: flag().default(true),

  SMTP_HOST: text('the name or address of a mail server', 'smtp.example.org').optional(),
  SMTP_PORT: whole(1, 65535, 587).optional(),
  SMTP_SECURE: flag().default(false),
  SMTP_USERNAME: text("the mail server's user", 'club').optional(),
  SMTP_PASSWORD: z
    .string()
    .meta({ expects: "the password of the mail server's user", example: '…', secret: true })
    .optional(),
  SMTP_CONNECTIONS: whole(1, 100, 5).default(5),
  SMTP_RATE: whole(1, 1000, 20).default(20),
  MAIL_FROM: mailbox(
    'an e-mail address, with a name or without',
    "The Dreamer's Cave <club@dreamers-cave.club>",
  ).optional(),
  MAIL_REPLY_TO: mailbox('an e-mail address, with a name or without', 'staff@dreamers-cave.club').optional(),

  GOOGLE_CALENDAR_CREDENTIALS_PATH: text(
    "the file of a service account's key, as Google made it",
    'google-key.json',
  ).optional(),
  GOOGLE_CALENDAR_CREDENTIALS: z
    .string()
    .meta({
      expects: "a service account's key, the JSON that Google made, on one line",
      example: `'{"type":"service_account",…}'`,
      secret: true,
    })
    .optional(),
  GOOGLE_CALENDAR_INTERNAL_ID: text(
    'the id of the calendar for staff',
    'staff@group.calendar.google.com',
  ).optional(),
  GOOGLE_CALENDAR_PUBLIC_ID: text(
    'the id of the calendar for everyone',
    'club@group.calendar.google.com',
  ).optional(),
  GOOGLE_API_URL: remoteUrl('https://www.googleapis.com'),
  GOOGLE_TOKEN_URL: remoteUrl('https://oauth2.googleapis.com/token'),

  FACEBOOK_PAGE_ID: z
    .string()
    .regex(/^\d+$/)
    .meta({ expects: "the page's id, a number", example: '102030405060708' })
    .optional(),
  FACEBOOK_PAGE_TOKEN: token('an access token of the page'),
  FACEBOOK_APP_SECRET: z
    .string()
    .meta({ expects: "the app's secret", example: '…', secret: true })
    .optional(),
  FACEBOOK_GRAPH_URL: remoteUrl('https://graph.facebook.com'),
  FACEBOOK_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .meta({ expects: 'a version of the Graph API', example: 'v26.0' })
    .default('v26.0'),

  PATREON_CAMPAIGN_ID: z
    .string()
    .regex(/^\d+$/)
    .meta({ expects: "the campaign's id, a number", example: '11539233' })
    .optional(),
  PATREON_CLIENT_ID: text("the id of the club's client at Patreon", '…').optional(),
  PATREON_CLIENT_SECRET: clientSecret('Patreon'),
  PATREON_ACCESS_TOKEN: token("the creator's access token, from the client's page at Patreon"),
  PATREON_REFRESH_TOKEN: token("the creator's refresh token, from the same page"),
  PATREON_WEBHOOK_SECRET: z
    .string()
    .refine((list) => list.split(',').every((each) => each.trim().length >= 8))
    .meta({
      expects: "the webhook's secret, or several with commas between them while one replaces another",
      example: '…',
      secret: true,
    })
    .optional(),
  PATREON_URL: remoteUrl('https://www.patreon.com'),
  PATREON_GRACE_DAYS: whole(0, 90, 7).default(7),

  OAUTH_GOOGLE_ID: text('the client id that Google gave the club', '….apps.googleusercontent.com').optional(),
  OAUTH_GOOGLE_SECRET: clientSecret('Google'),
  OAUTH_GOOGLE_URL: remoteUrl('https://accounts.google.com'),
  OAUTH_DISCORD_ID: text('the client id of an application at Discord', '102030405060708090').optional(),
  OAUTH_DISCORD_SECRET: clientSecret('Discord'),
  OAUTH_DISCORD_URL: remoteUrl('https://discord.com'),
  OAUTH_FACEBOOK_ID: text('the id of an app at Facebook', '102030405060708').optional(),
  OAUTH_FACEBOOK_SECRET: clientSecret('Facebook'),
  OAUTH_FACEBOOK_URL: remoteUrl('https://www.facebook.com'),
};

export const settingsSchema = z.object(settings);
export type Settings = z.infer<typeof settingsSchema>;

/** Strapi's own rule for passwords of administrators. */
function isAdminPassword(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(value));
  return kinds && value.length >= 8 && Buffer.byteLength(value) <= 72;
}

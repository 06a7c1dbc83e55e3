import { config as loadDotenv } from 'dotenv';
import { z } from 'zod';

loadDotenv({ quiet: true });

const text = z.string().trim().min(1);
const flag = (initial: boolean) =>
  z.stringbool({ truthy: ['true', 'on', 'yes', '1'], falsy: ['false', 'off', 'no', '0'] }).default(initial);

const schema = z.object({
  HOST: text.default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65535).default(1337),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  APP_KEYS: text,
  API_TOKEN_SALT: text,
  ADMIN_JWT_SECRET: text,
  TRANSFER_TOKEN_SALT: text,
  ENCRYPTION_KEY: text,
  JWT_SECRET: text,
  TRUST_PROXY: flag(false),
  CLUB_NAME: text.default("The Dreamer's Cave"),
  CLUB_TIMEZONE: text.default('Europe/Rome'),
  FRONTEND_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_CLIENT: z.enum(['sqlite', 'mysql']).default('sqlite'),
  DATABASE_FILENAME: text.default('.tmp/club.db'),
  DATABASE_HOST: text.default('localhost'),
  DATABASE_PORT: z.coerce.number().int().min(1).max(65535).default(3306),
  DATABASE_NAME: text.default('dreamers_cave'),
  DATABASE_USERNAME: text.default('dreamers_cave'),
  DATABASE_PASSWORD: z.string().default(''),
  DATABASE_SSL: flag(false),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(200).default(10),
});

export const env = schema.parse(process.env);
export const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;

export default {};

// A folder, since Strapi takes every file of config/ for configuration and warns of this name.
import { config as loadDotenv } from 'dotenv';
import type { Connections } from './connections';
import { describeIssues, readSettings } from './read';
import type { Settings } from './schema';

const { settings, connections } = loadSettings();

export const env: Settings = settings;
/** Under `npm run dev`: Strapi sets it so where nothing else does. */
export const isDevelopment = process.env.NODE_ENV === 'development';
export const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
/** Cookies that are for members and staff alone go over https alone, where the club is reached by https. */
export const isHttps = publicUrl.startsWith('https:');
/** The origins whose pages may call with cookies: the club's own and the website's. */
export const origins = [publicUrl, env.FRONTEND_URL].flatMap((address) =>
  address ? [new URL(address).origin] : [],
);
/** What the club is connected to; null is off. */
export const { googleCalendar, facebook, mail } = connections;

/** Whoever loads this file needs all settings; a stack trace would hide the sentences that help. */
function loadSettings(): { settings: Settings; connections: Connections } {
  // The same file that Strapi reads; it does not override the environment.
  loadDotenv({ quiet: true, path: process.env.ENV_PATH });
  const result = readSettings(process.env);
  if (result.ok) return result;
  console.error(describeIssues(result.issues));
  process.exit(1);
}

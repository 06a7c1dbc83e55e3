// A folder, since Strapi loads every file of config/ as configuration, and warns of this name.
import { config as loadDotenv } from 'dotenv';
import type { Connections } from './connections';
import { describeIssues, readSettings } from './read';
import type { Settings } from './schema';

const { settings, connections } = loadSettings();

export const env: Settings = settings;
/** Whether this is `npm run dev`: Strapi sets NODE_ENV if nothing else does. */
export const isDevelopment = process.env.NODE_ENV === 'development';
export const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
/** Whether the club is reached by https: the cookies of members and staff are then sent over https only. */
export const isHttps = publicUrl.startsWith('https:');
/** The origins whose pages may send cookies: the club's own and the website's. */
export const origins = [publicUrl, env.FRONTEND_URL].flatMap((address) =>
  address ? [new URL(address).origin] : [],
);
/** The club's connections; null is off. */
export const { googleCalendar, facebook, mail, patreon } = connections;
/** Where members may sign in with an account they have elsewhere; null is off. */
export const signInProviders = {
  google: connections.googleSignIn,
  discord: connections.discordSignIn,
  facebook: connections.facebookSignIn,
  patreon: connections.patreon?.api ? { ...connections.patreon.api, url: connections.patreon.url } : null,
};

/** Exits if a setting is invalid: a stack trace would hide the messages. */
function loadSettings(): { settings: Settings; connections: Connections } {
  // Strapi reads the same file; it does not override the environment.
  loadDotenv({ quiet: true, path: process.env.ENV_PATH });
  const result = readSettings(process.env);
  if (result.ok) return result;
  console.error(describeIssues(result.issues));
  process.exit(1);
}

// A folder, since Strapi takes every file of config/ for configuration and warns of this name.
import { config as loadDotenv } from 'dotenv';
import { describeFaults, readSettings } from './read';
import type { Settings } from './schema';

export const env: Settings = loadSettings();
/** Under `npm run dev`: Strapi sets it so where nothing else does. */
export const isDevelopment = process.env.NODE_ENV === 'development';
export const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;

/** Whoever loads this file needs all settings; a stack trace would hide the sentences that help. */
function loadSettings(): Settings {
  // The same file that Strapi reads; it does not override the environment.
  loadDotenv({ quiet: true, path: process.env.ENV_PATH });
  const result = readSettings(process.env);
  if (result.ok) return result.settings;
  console.error(describeFaults(result.faults));
  process.exit(1);
}

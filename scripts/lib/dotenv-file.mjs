import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { fromRoot } from './paths.mjs';

const random = () => randomBytes(24).toString('base64');

/** The required secrets, and how each is generated. */
export const secrets = {
  APP_KEYS: () => [random(), random()].join(','),
  API_TOKEN_SALT: random,
  ADMIN_JWT_SECRET: random,
  TRANSFER_TOKEN_SALT: random,
  ENCRYPTION_KEY: random,
  JWT_SECRET: random,
};

/**
 * Writes missing secrets into `.env`, readable by its owner only. Existing lines are not changed.
 *
 * @returns a message about what was done, or undefined if nothing was missing
 */
export function writeMissingSecrets(file = fromRoot('.env'), environment = process.env) {
  const existing = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  const missing = Object.keys(secrets).filter((name) => !environment[name] && !isSetIn(existing ?? '', name));
  if (missing.length === 0) return undefined;
  const lines = missing.map((name) => `${name}=${secrets[name]()}`).join('\n');
  if (existing === undefined) {
    fs.writeFileSync(file, `# Written by the first start; .env.example lists all settings.\n${lines}\n`, {
      mode: 0o600,
    });
    return 'Wrote .env with random secrets, readable by you alone.';
  }
  fs.appendFileSync(file, `${existing === '' || existing.endsWith('\n') ? '' : '\n'}${lines}\n`);
  return `Added to .env, since the club cannot start without: ${missing.join(', ')}.`;
}

const isSetIn = (content, name) =>
  new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=[ \\t]*\\S`, 'm').test(content);

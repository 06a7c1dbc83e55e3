import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { fromRoot } from './paths.mjs';
import { Problem } from './problem.mjs';
import { step } from './step.mjs';

const DEFAULT_EMAIL = 'admin@club.localhost';

/** Loads the demo club into an empty database. By default on SQLite only. */
export async function loadDemoIfEmpty(strapi, env) {
  const wanted = env.CLUB_DEMO ?? env.DATABASE_CLIENT === 'sqlite';
  const folder = fromRoot('database/demo');
  if (!wanted || !fs.existsSync(folder)) return;
  const importer = strapi.plugin('content').service('import');
  if (!(await importer.isEmpty())) return;
  await step('Loading the demo club', (report) => importDemo(importer, folder, report));
}

async function importDemo(importer, folder, report) {
  try {
    const onProgress = ({ done, total }) => report(total ? `${done} of ${total} documents` : 'checking it');
    // One transaction: the club is not in use yet, and a partial import would count as content at the next start.
    await importer.importFolder(folder, { singleTransaction: true, onProgress });
  } catch (error) {
    throw new Problem(
      `The demo club could not be loaded (CLUB_DEMO=false starts without it): ${error.message}`,
    );
  }
}

/**
 * Creates the first administrator if there is none.
 *
 * @returns their e-mail address, and the password if it was generated; undefined if there was one already
 */
export async function createFirstAdmin(strapi, env) {
  if (await strapi.service('admin::user').exists()) return undefined;
  const role = await strapi.service('admin::role').getSuperAdmin();
  const email = env.ADMIN_EMAIL ?? DEFAULT_EMAIL;
  const madeHere = env.ADMIN_PASSWORD ? undefined : randomPassword();
  await strapi.service('admin::user').create({
    email,
    firstname: 'Club',
    lastname: 'Administrator',
    password: env.ADMIN_PASSWORD ?? madeHere,
    registrationToken: null,
    isActive: true,
    roles: [role.id],
  });
  return { email, madeHere };
}

/** Strapi requires a lower-case letter, a capital and a digit. */
function randomPassword() {
  for (;;) {
    const password = randomBytes(15).toString('base64url');
    if (/[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password)) return password;
  }
}

import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';

/** Larger than what is left free in a file that has just been refused more. */
const probeBytes = 256 * 1024;
const probeKey = 'database_write_probe';
const table = 'strapi_core_store_settings';

/** Whether something could not be stored since the last time that storing was seen to work. */
let hasFailed = false;

export function reportWriteFailure(): void {
  hasFailed = true;
}

/**
 * Whether the database stores what it is given. It is believed until a COMMIT or a write fails; from then on it is tried, since
 * a full disk still answers every question.
 *
 * @throws when it does not
 */
export async function checkWrites(strapi: Core.Strapi): Promise<void> {
  if (!hasFailed) return;
  const value = randomBytes(probeBytes / 2).toString('hex');
  await strapi.db.connection.transaction(async (trx) => {
    await trx(table).insert({ key: probeKey, value, type: 'string' });
  });
  await strapi.db.connection(table).where({ key: probeKey }).delete();
  hasFailed = false;
}

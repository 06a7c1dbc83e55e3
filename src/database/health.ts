import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';

/** Larger than the free space in a file that has just been refused more. */
const probeBytes = 256 * 1024;
const probeKey = 'database_write_probe';
const table = 'strapi_core_store_settings';

/** Whether a write has failed since the last successful check. */
let hasFailed = false;

export function reportWriteFailure(): void {
  hasFailed = true;
}

/**
 * Checks that the database stores writes. Assumed until a COMMIT or a write fails; from then on it is tested, since a
 * database on a full disk still answers reads.
 *
 * @throws if it does not
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

import { transactionCtx } from '@strapi/database/dist/transaction-context';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { uploadService } from './media-files';

type Transaction = Parameters<typeof transactionCtx.run>[0];

/**
 * Runs `work` in a transaction that others commit, with commit callbacks of its own, which are let go at its end.
 *
 * In `strapi.db.transaction` they would pile up until the commit, several for each row written: the document service
 * announces every row then (core's `document-service/events.js`), reading each again, all of them at once. For ten
 * thousand documents that is memory without bound and a storm of queries. So an import announces nothing on the
 * event hub; whatever follows from writing in the document service's middlewares follows all the same.
 */
export async function inTransaction<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  return transactionCtx.run(transaction, work);
}

const uploadSettings = z.looseObject({ sizeOptimization: z.boolean(), autoOrientation: z.boolean() });

/**
 * Turns off, within a transaction, that the media library compresses pictures anew: the pictures of a content folder
 * are as their makers want them, and exported again they are the same. Returns what turns it back on.
 */
export async function keepPicturesAsTheyAre(strapi: Core.Strapi): Promise<() => Promise<void>> {
  const service = uploadService(strapi);
  const settings = uploadSettings.safeParse(await service.getSettings());
  if (!settings.success) return () => Promise.resolve();
  await service.setSettings({ ...settings.data, sizeOptimization: false, autoOrientation: false });
  return () => service.setSettings(settings.data);
}

import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage } from '../../../../../shared/server/languages';
import { eventStatus } from '../../../contract/home';
import { eventChanges as changesOf, type PublicEvent } from '../../domain/event-changes';
import type { ConsequenceSource } from './source';

const uid = 'api::event.event';

const row = z
  .object({
    eventStatus,
    startTime: z.coerce.date(),
    endTime: z.coerce.date(),
    timezone: z.string(),
    location: z.object({ documentId: z.string(), name: z.string().nullable() }).nullable(),
  })
  .nullable();

async function readPublic(strapi: Core.Strapi, documentId: string | null): Promise<PublicEvent | null> {
  if (documentId === null) return null;
  const where = { documentId, locale: defaultLanguage, publishedAt: { $notNull: true } };
  const found = row.parse(await strapi.db.query(uid).findOne({ where, populate: { location: true } }));
  if (found === null) return null;
  const { startTime: start, endTime: end, timezone: zone, location } = found;
  return { status: found.eventStatus, start, end, zone, location };
}

/** Whether a public event takes place, when and where: what calendars may not know of, and people rely on. */
export const eventChanges: ConsequenceSource = async (write) => {
  if (write.uid !== uid) return () => Promise.resolve([]);
  const before = await readPublic(write.strapi, write.documentId);
  return async (written) => changesOf(before, await readPublic(write.strapi, written), write.now);
};

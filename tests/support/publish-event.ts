import type { Core } from '@strapi/strapi';
import { hour } from './small-club';

/** Publishes an event, of the next hour unless `data` says otherwise; tells its documentId. */
export async function publishEvent(strapi: Core.Strapi, slug: string, data: object): Promise<string> {
  const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString();
  const documents = strapi.documents('api::event.event');
  const { documentId } = await documents.create({
    locale: 'en',
    data: {
      eventType: 'live_music',
      eventStatus: 'scheduled',
      slug,
      title: slug,
      startTime: at(1),
      endTime: at(2),
      timezone: 'Europe/Rome',
      ...data,
    },
  });
  await documents.publish({ documentId, locale: 'en' });
  return documentId;
}

import type { UID } from '@strapi/strapi';
import type { JobRow } from '../../../jobs/server/domain/row';
import type { Readers } from '../services/readers';
import type { Site } from '../services/site';

/** The version of this API: its major number, as in the path. */
export const apiVersion = '1';

/** What the handlers of the routes work with. */
export interface Club {
  readers: Readers;
  site: Site;
  /** Today's slug of the document that had this one, or null. */
  slugNow(uid: UID.ContentType, slug: string): Promise<string | null>;
  /** A job of the queue by its id, whoever owns it; null when there is none (any more). */
  job(id: string): Promise<JobRow | null>;
  readiness(): Promise<Record<'database' | 'migrations' | 'queue' | 'cache', 'up' | 'down' | 'off'>>;
  /** The OpenAPI document, as JSON. */
  openApi(): string;
  documentationFile(file: string): Promise<{ type: string; body: Buffer }>;
}

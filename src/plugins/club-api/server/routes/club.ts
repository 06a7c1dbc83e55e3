import type { Readers } from '../services/readers';
import type { Site } from '../services/site';

/** What the handlers of the routes work with. */
export interface Club {
  readers: Readers;
  site: Site;
  /** Today's slug of the document that had this one, or null. */
  slugNow(uid: string, slug: string): Promise<string | null>;
  readiness(): Promise<Record<'database' | 'migrations' | 'queue' | 'cache', 'up' | 'down' | 'off'>>;
  openApi(): unknown;
}

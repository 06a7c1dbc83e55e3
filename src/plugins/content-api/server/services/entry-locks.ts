import type { Core, UID } from '@strapi/strapi';
import { memberOf } from '../../../../http/access';
import { defaultLanguage, isLanguage } from '../../../../shared/server/languages';
import { gateOf } from '../../../content/server/domain/public';
import { gateService, offersService } from '../../../patreon/server/services';
import { asUnrestricted } from './scope';
import { documentsIn } from './translation';

const gateOfUid = (strapi: Core.Strapi, uid: string) => gateOf(strapi.contentType(uid as UID.ContentType));

/** Keeps caches from what depends on who asks. */
export function markPersonal(strapi: Core.Strapi): void {
  const context = strapi.requestContext.get();
  if (context?.headerSent === false) context.set('Cache-Control', 'private, no-store');
}

/** Whether the current request is one of Strapi's REST, whose answers are documents as the document service returns them. */
export function isRest(strapi: Core.Strapi): boolean {
  const context = strapi.requestContext.get();
  return context?.path.startsWith(strapi.config.get<string>('api.rest.prefix', '/api')) === true;
}

/**
 * Adds to each document of a gated type, populated ones too, whether it is locked and how to get in: `locked`, `minimum_tier` and
 * `offer`, as in `/api/v1`.
 *
 * @param locale of the read; the offer is in that language
 */
export async function describeLocks(
  strapi: Core.Strapi,
  uid: string,
  found: unknown,
  locale: unknown,
): Promise<void> {
  const gated = [...documentsIn(strapi, uid, found)].filter(([type]) => gateOfUid(strapi, type) !== null);
  if (gated.length === 0) return;
  markPersonal(strapi);
  const viewer = gateService(strapi).viewer(memberOf(strapi.requestContext.get()?.state));
  const language = isLanguage(locale) ? locale : defaultLanguage;
  await asUnrestricted(async () => {
    for (const [type, rows] of gated) {
      const ids = rows.map(({ documentId }) => String(documentId));
      const locks = await offersService(strapi).of(type as UID.ContentType, ids, { viewer, language });
      for (const row of rows) Object.assign(row, locks.get(String(row['documentId'])));
    }
  });
}

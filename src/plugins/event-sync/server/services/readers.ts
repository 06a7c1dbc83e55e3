import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const uid = 'api::event.event';

/** As much of the content manager's own service as is used here; it has no types. */
interface CheckerFactory {
  create: (terms: { userAbility: unknown; model: string }) => { can: { read: (entity: object) => boolean } };
}
const checkerFactory = z.custom<CheckerFactory>(
  (value) => typeof value === 'object' && value !== null && 'create' in value,
);

const rows = z.array(z.looseObject({ documentId: z.string() }));

/**
 * Whether somebody may read an event in the content manager: a role may be granted some alone, such as those its holder
 * has made, and some languages. Whoever may read one language of an event may know how it stands.
 */
export async function mayReadEvent(
  strapi: Core.Strapi,
  userAbility: unknown,
  documentId: string,
): Promise<boolean> {
  const found: unknown = await strapi.db
    .query(uid)
    .findMany({ where: { documentId }, populate: { createdBy: { populate: { roles: true } } } });
  const service: unknown = strapi.plugin('content-manager').service('permission-checker');
  const checker = checkerFactory.parse(service).create({ userAbility, model: uid });
  return rows.parse(found).some((event) => checker.can.read(event));
}

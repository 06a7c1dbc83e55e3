import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { adminAction } from '../../../../shared/server/admin-api';
import type { SyncAnswer, SyncStatusAnswer } from '../../contract/sync-status';
import { eventSyncService } from '../services';

const notFound = (): never => {
  throw new errors.NotFoundError('There is no such event.');
};

/** For the panel beside an event; the routes say who may. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const status = () => eventSyncService(strapi).status;

  return {
    status: adminAction(async ({ params: { documentId = '' }, state }): Promise<SyncStatusAnswer> => {
      const data = (await status().status(documentId)) ?? notFound();
      if (await mayReadEvent(strapi, state['userAbility'], documentId)) return { data };
      throw new errors.ForbiddenError();
    }),

    sync: adminAction(async (ctx): Promise<SyncAnswer> => {
      const targets = (await status().sync(ctx.params['documentId'] ?? '')) ?? notFound();
      ctx.status = 202;
      return { data: { targets } };
    }),
  };
};

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
 * has made, and some languages. Whoever may read one language of an event may see its status.
 */
async function mayReadEvent(strapi: Core.Strapi, userAbility: unknown, documentId: string): Promise<boolean> {
  const found: unknown = await strapi.db
    .query(uid)
    .findMany({ where: { documentId }, populate: { createdBy: { populate: { roles: true } } } });
  const service: unknown = strapi.plugin('content-manager').service('permission-checker');
  const checker = checkerFactory.parse(service).create({ userAbility, model: uid });
  return rows.parse(found).some((event) => checker.can.read(event));
}

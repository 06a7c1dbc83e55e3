import type { Core, Modules } from '@strapi/strapi';
import { isWrite, writtenDocuments } from '../../../content/server/domain/writes';
import type { BulkMiddleware } from '../../../content/server/services/bulk-writes';
import type { EventSyncConfig } from '../config';
import { affectedEvents, priorityOf } from '../domain/affected-events';
import { eventSyncService } from '../services';

type DocumentMiddleware = Modules.Documents.Middleware.Middleware;

/**
 * Enqueues a job in the transaction of each write that targets may show. It calls no remote system, so that a save neither
 * waits for one nor fails because of one.
 */
export function enqueueOnWrite(strapi: Core.Strapi): DocumentMiddleware {
  const enqueue = createEnqueue(strapi);

  return async (context, next) => {
    const { action } = context;
    if (!isWrite(action)) return next();
    const params: Record<string, unknown> = context.params;
    const before = writtenDocuments(action, params, null);
    return enqueue(
      context,
      before,
      async () => next(),
      (result) => writtenDocuments(action, params, result),
    );
  };
}

/** The same for documents that an import writes. */
export function enqueueOnBulkWrite(strapi: Core.Strapi): BulkMiddleware {
  const enqueue = createEnqueue(strapi);
  return (write, next) => enqueue(write, write.documentIds, next, () => write.documentIds);
}

function createEnqueue(strapi: Core.Strapi) {
  const sync = eventSyncService(strapi);
  const { now } = strapi.config.get<EventSyncConfig>('plugin::event-sync');

  /** Does a write, and enqueues a look at the events that it means something for, in one transaction. */
  return async function write<Result>(
    { action, uid }: { action: string; uid: string },
    documentIds: readonly string[],
    next: () => Promise<Result>,
    writtenBy: (result: Result) => readonly string[],
  ): Promise<Result> {
    const affected = affectedEvents({ action, uid });
    if (affected.events === 'none' || sync.targets.length === 0) return next();
    return strapi.db.transaction(async () => {
      const showing = async (ids: readonly string[]): Promise<readonly string[]> =>
        affected.events === 'showing' ? sync.events.showing(affected.relation, ids, new Date(now())) : [];
      const isBefore = affected.events === 'showing' && affected.lookUp === 'before';
      const before = isBefore ? await showing(documentIds) : [];
      const result = await next();
      const written = writtenBy(result);
      const after = affected.events === 'itself' ? written : isBefore ? [] : await showing(written);
      await sync.enqueueFor([...before, ...after], priorityOf(affected));
      return result;
    });
  };
}

import type { Core, Modules } from '@strapi/strapi';
import { isWrite, writtenDocuments } from '../../../content/server/domain/writes';
import type { BulkMiddleware } from '../../../content/server/services/bulk-writes';
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

  /** Does a write, and enqueues a look at the events that it means something for, in one transaction. */
  return async function write<Result>(
    call: { action: string; uid: string },
    documentIds: readonly string[],
    next: () => Promise<Result>,
    writtenBy: (result: Result) => readonly string[],
  ): Promise<Result> {
    const affected = affectedEvents(call);
    if (affected.events === 'none' || sync.targets.length === 0) return next();
    return strapi.db.transaction(async () => {
      const eventsAfter = await sync.affected(affected, documentIds);
      const result = await next();
      await sync.enqueueFor(await eventsAfter(writtenBy(result)), priorityOf(affected));
      return result;
    });
  };
}

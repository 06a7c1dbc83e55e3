import type { Core, Modules } from '@strapi/strapi';
import { isWrite, writtenDocuments } from '../../../content/server/domain/writes';
import type { EventSyncConfig } from '../config';
import { classify } from '../domain/classify';
import { priorityOf } from '../domain/priorities';
import { eventSyncService } from '../services';

type Middleware = Modules.Documents.Middleware.Middleware;

/**
 * Whatever is written that calendars or the page show: a job in the same transaction, and nothing else. It calls nobody, so
 * that a save neither waits for a remote system nor fails because of one.
 */
export function documentMiddleware(strapi: Core.Strapi): Middleware {
  const sync = eventSyncService(strapi);
  const { now } = strapi.config.get<EventSyncConfig>('plugin::event-sync');

  return async (context, next) => {
    const { action, uid } = context;
    const effect = classify({ action, uid });
    if (effect.events === 'none' || !isWrite(action) || sync.targets.length === 0) return next();
    const params: Record<string, unknown> = context.params;

    return strapi.db.transaction(async () => {
      const showing = async (documentIds: readonly string[]): Promise<string[]> => {
        if (effect.events !== 'showing') return [];
        const found: string[] = [];
        for (const id of documentIds)
          found.push(...(await sync.events.showing(effect.relation, id, new Date(now()))));
        return found;
      };
      const isBefore = effect.events === 'showing' && effect.lookUp === 'before';
      const before = isBefore ? await showing(writtenDocuments(action, params, null)) : [];
      const result = await next();
      const written = writtenDocuments(action, params, result);
      const after = effect.events === 'itself' ? written : isBefore ? [] : await showing(written);
      await sync.enqueueFor([...before, ...after], priorityOf(effect));
      return result;
    });
  };
}

import { isDeepStrictEqual } from 'node:util';
import type { Core, Modules } from '@strapi/strapi';
import { z } from 'zod';
import { accountsService } from '.';
import { actorOf, toldAttributes } from '../domain/activity';

const uid = 'plugin::users-permissions.user';
const recorded = ['create', 'update'] as const;

const row = z.looseObject({ documentId: z.string() });
type Row = z.infer<typeof row>;
const written = z.object({ documentId: z.string() });

/**
 * Records what staff change of members in the panel, and programs with an API token: who made somebody an admin must be known.
 * Fields alone, no values. What members change of their own is their affair; deleting one erases what is recorded of them.
 */
export function recordMemberChanges(strapi: Core.Strapi): Modules.Documents.Middleware.Middleware {
  const names = toldAttributes(strapi.contentType(uid).attributes);

  async function read(documentId: string): Promise<Row | null> {
    const found: unknown = await strapi.db.query(uid).findOne({ where: { documentId }, populate: ['role'] });
    return row.nullable().parse(found);
  }

  const changed = (before: Row | null, after: Row): string[] =>
    names.filter((name) => !isDeepStrictEqual(before?.[name] ?? null, after[name] ?? null));

  return async (context, next) => {
    const action = recorded.find((each) => each === context.action);
    if (context.uid !== uid || !action) return next();
    const actor = actorOf(strapi.requestContext.get()?.state);
    if (!actor || actor.source === 'member') return next();
    const known = written.safeParse(context.params).data?.documentId;
    return strapi.db.transaction(async () => {
      const before = known === undefined ? null : await read(known);
      const result = await next();
      const target = written.safeParse(result).data?.documentId;
      const after = target === undefined ? null : await read(target);
      const fields = after ? changed(before, after) : [];
      if (after && fields.length > 0)
        await accountsService(strapi).activities.record(actor, {
          ...{ action, uid, fields },
          target: after.documentId,
        });
      return result;
    });
  };
}

import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { wrapAction } from '../../../../shared/server/wrap-action';
import { accountKinds, rowsOf, type AccountKind } from './account-rows';

const bodies = z.record(z.string(), z.unknown());

/**
 * Drops unchanged names and addresses from the panel's forms, which send all their fields: Strapi lower-cases them and
 * refuses duplicates, so accounts that already share one could not be blocked.
 */
export function dropUnchangedIdentifiers(strapi: Core.Strapi): void {
  const [members, staff] = accountKinds;
  leaveOut(members, 'documentId', strapi.plugin('users-permissions').controller('contentmanageruser'));
  leaveOut(staff, 'id', strapi.controller('admin::user'));

  function leaveOut(kind: AccountKind, key: string, controller: Core.Controller): void {
    wrapAction(controller, 'update', async (ctx, original) => {
      const body = bodies.safeParse(ctx.request.body).data ?? {};
      const names = kind.identifiers.filter((name) => typeof body[name] === 'string');
      const params: unknown = ctx.params;
      const where = { [key]: bodies.parse(params)['id'] };
      const [row] = names.length > 0 ? await rowsOf(strapi, kind, { where }) : [];
      const unchanged = new Set<string>(names.filter((name) => body[name] === row?.[name]));
      if (unchanged.size > 0)
        ctx.request.body = Object.fromEntries(Object.entries(body).filter(([name]) => !unchanged.has(name)));
      return original();
    });
  }
}

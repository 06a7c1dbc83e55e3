import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { page } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import {
  documentId,
  language,
  nullableText,
  offsetOf,
  paged,
  pagedQuery,
  paginationOf,
  timestamp,
} from '../../../../../http/schemas';
import { isLanguage } from '../../../../../shared/server/languages';
import { activitySources } from '../../../../accounts/server/domain/activity';
import { accountsService } from '../../../../accounts/server/services';
import type { ActivityRow } from '../../../../accounts/server/services/activities';
import { snakeCase } from '../../domain/columns';
import { resources } from '../../domain/staff/resources';
import { staffTag as tag } from './shared';

/** Types by their names in paths; texts of the website have none here, but are changed all the same. */
const uids = new Map<string, string>([
  ...resources.map(({ path, uid }) => [path, uid] as const),
  ['texts', 'api::ui-text.ui-text'],
  ['users', 'plugin::users-permissions.user'],
]);

const activitySchema = z
  .strictObject({
    id: z.int(),
    at: timestamp,
    who: z.strictObject({
      source: z.enum(activitySources).describe('The admin panel, a member through this API, or an API token'),
      id: nullableText.describe("A member's id; of the panel and of tokens Strapi's own"),
      name: nullableText.describe('Null for a member who is gone'),
    }),
    action: z.string().describe('create, update, clone, publish, unpublish, discard_draft or delete'),
    type: z.string().describe('As in the paths of this API'),
    document_id: documentId,
    title: nullableText,
    language: language.nullable().describe('Null for several'),
    fields: z.array(z.string()).describe('What differs since'),
  })
  .meta({ id: 'Activity' });

function toActivity(row: ActivityRow): z.infer<typeof activitySchema> {
  const fields = resources.find(({ uid }) => uid === row.uid)?.fields ?? {};
  const fieldOf = (attribute: string): string =>
    Object.entries(fields).find(([, field]) => field.attribute === attribute)?.[0] ?? snakeCase(attribute);
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    who: { source: row.source, id: row.member ?? row.actor, name: row.actorName },
    action: snakeCase(row.action),
    type: [...uids].find(([, uid]) => uid === row.uid)?.[0] ?? row.uid,
    document_id: row.target,
    title: row.title,
    language: isLanguage(row.language) ? row.language : null,
    fields: (row.fields ?? []).map(fieldOf),
  };
}

/** `GET /admin/activity`. */
export const activityRoutes = (strapi: Core.Strapi) => [
  defineRoute({
    method: 'GET',
    path: '/admin/activity',
    tag,
    summary:
      'Who changed what of the content and the members, when and which fields, the newest first; kept for a year',
    access: 'staff',
    query: pagedQuery.extend({
      type: z.enum([...uids.keys()]).optional(),
      id: documentId
        .regex(/^[a-z0-9]{1,64}$/, 'must be the id of a document')
        .optional()
        .describe('Of the document'),
    }),
    responses: { 200: paged(activitySchema) },
    handle: async ({ query }) => {
      const { rows, total } = await accountsService(strapi).activities.page(
        { of: query.type === undefined ? undefined : uids.get(query.type), target: query.id },
        { limit: query.per_page, offset: offsetOf(query) },
      );
      return page(rows.map(toActivity), paginationOf(query, total));
    },
  }),
];

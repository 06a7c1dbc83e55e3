import type { Core } from '@strapi/strapi';
import { validateZodSchema } from '@strapi/utils';
import type { Context } from 'koa';
import { logQuery, type LogEntry, type LogPage } from '../../contract/log';
import { integrationsService } from '../services';
import type { LogRow } from '../services/log-reader';

const entryOf = ({ subjectType, subjectId, at, ...row }: LogRow): LogEntry => ({
  ...row,
  subject: subjectType === null || subjectId === null ? null : { type: subjectType, documentId: subjectId },
  at: new Date(at).toISOString(),
});

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    const query = validateZodSchema(logQuery)(ctx.query);
    const { page, pageSize } = query;
    const { rows, total } = await integrationsService(strapi).log.page(query);
    const pagination = { page, pageSize, pageCount: Math.ceil(total / pageSize), total };
    ctx.body = { results: rows.map(entryOf), pagination } satisfies LogPage;
  },
});

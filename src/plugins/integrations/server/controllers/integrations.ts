import type { Core } from '@strapi/strapi';
import { validateZodSchema } from '@strapi/utils';
import { adminAction } from '../../../../shared/server/admin-api';
import type { CardList, CheckAnswer, ResumeAnswer, SyncAnswer } from '../../contract/integrations';
import { logQuery, type LogEntry, type LogPage } from '../../contract/log';
import { integrationsService } from '../services';
import type { LogRow } from '../services/log';

const toLogEntry = ({ subjectType, subjectId, at, ...row }: LogRow): LogEntry => ({
  ...row,
  subject: subjectType === null || subjectId === null ? null : { type: subjectType, documentId: subjectId },
  at: new Date(at).toISOString(),
});

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const integrations = () => integrationsService(strapi);

  return {
    find: adminAction(async (): Promise<CardList> => ({ data: await integrations().cards() })),

    log: adminAction(async (ctx): Promise<LogPage> => {
      const query = validateZodSchema(logQuery)(ctx.query);
      const { page, pageSize } = query;
      const { rows, total } = await integrations().log.page(query);
      const pagination = { page, pageSize, pageCount: Math.ceil(total / pageSize), total };
      return { results: rows.map(toLogEntry), pagination };
    }),

    check: adminAction(async ({ params: { name = '' } }): Promise<CheckAnswer> => {
      const problem = await integrations().check(name);
      return { data: { problem, card: await integrations().card(name) } };
    }),

    sync: adminAction(async (ctx): Promise<SyncAnswer> => {
      const task = await integrations().syncAll(ctx.params['name'] ?? '');
      ctx.status = 202;
      return { task_id: task };
    }),

    resume: adminAction(async ({ params: { name = '' } }): Promise<ResumeAnswer> => {
      await integrations().resume(name);
      return { data: await integrations().card(name) };
    }),
  };
};

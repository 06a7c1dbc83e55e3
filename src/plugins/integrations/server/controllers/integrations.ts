import type { Core } from '@strapi/strapi';
import { validateZodSchema } from '@strapi/utils';
import { adminAction } from '../../../../shared/server/admin-api';
import { entryKey, entryTitles, type Entry } from '../../../../shared/server/entry-titles';
import type { CardList, CheckAnswer, ResumeAnswer, SyncAnswer } from '../../contract/integrations';
import { logQuery, type LogChoices, type LogEntry, type LogPage, type LogSubject } from '../../contract/log';
import { integrationsService } from '../services';
import type { LogRow } from '../services/log';

const subjectOf = ({ subjectType, subjectId }: LogRow): Entry | null =>
  subjectType === null || subjectId === null ? null : { type: subjectType, documentId: subjectId };

type Titles = Awaited<ReturnType<typeof entryTitles>>;

const titled = (entry: Entry, titles: Titles): LogSubject => ({
  ...entry,
  title: titles.get(entryKey(entry)) ?? null,
});

function toLogEntry(row: LogRow, titles: Titles): LogEntry {
  const { subjectType: _type, subjectId: _id, at, ...entry } = row;
  const subject = subjectOf(row);
  return { ...entry, subject: subject && titled(subject, titles), at: new Date(at).toISOString() };
}

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const integrations = () => integrationsService(strapi);

  return {
    find: adminAction(async (): Promise<CardList> => ({ data: await integrations().cards() })),

    log: adminAction(async (ctx): Promise<LogPage> => {
      const query = validateZodSchema(logQuery)(ctx.query);
      const { page, pageSize } = query;
      const { rows, total } = await integrations().log.page(query);
      const pagination = { page, pageSize, pageCount: Math.ceil(total / pageSize), total };
      const titles = await entryTitles(
        strapi,
        rows.flatMap((row) => subjectOf(row) ?? []),
      );
      return { results: rows.map((row) => toLogEntry(row, titles)), pagination };
    }),

    logChoices: adminAction(async (): Promise<LogChoices> => {
      const { actions, subjects } = await integrations().log.choices();
      const titles = await entryTitles(strapi, subjects);
      return { actions, subjects: subjects.map((subject) => titled(subject, titles)) };
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

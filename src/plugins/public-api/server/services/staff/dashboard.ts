import type { Core } from '@strapi/strapi';
import type { z } from 'zod';
import { name } from '../../../../../database/sql';
import { tableOf } from '../../../../../database/tables';
import { defaultLanguage, languages } from '../../../../../shared/server/languages';
import { schemasOf } from '../../../../content/server/services/schemas';
import { integrationsService } from '../../../../integrations/server/services';
import { jobsService } from '../../../../jobs/server/services';
import { toContentCounts, type dashboardSchema } from '../../domain/staff/dashboard';
import { resources, type Resource } from '../../domain/staff/resources';
import { translationLanguages } from '../../domain/staff/schemas';
import { readsOf } from '../reads';
import { createStaffDocuments } from './documents';

const nextEvents = 5;

const inClub = languages.map((language) => `'${language}'`).join(', ');
const sum = (condition: string, as: string): string =>
  `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS ${as}`;

/** Counts of a type by state and missing translation, in one query whatever there is. */
function countsSql(strapi: Core.Strapi, { uid }: Resource): string {
  const table = name(tableOf(strapi, uid).table);
  const hasDrafts = schemasOf(strapi).hasDrafts(uid);
  const isEdited = (row: string): string => (hasDrafts ? ` AND ${row}.published_at IS NULL` : '');
  const isPublished = (row: string): string => (hasDrafts ? ` AND ${row}.published_at IS NOT NULL` : '');
  const same = (row: string, as: string): string => `${row}.document_id = ${as}.document_id`;

  const published = `LEFT JOIN ${table} p ON ${same('p', 'd')} AND p.locale = '${defaultLanguage}'${isPublished('p')}`;
  const translations = translationLanguages.map(
    (language) =>
      `LEFT JOIN ${table} t_${language} ON ${same(`t_${language}`, 'd')} AND t_${language}.locale = '${language}'${isEdited(`t_${language}`)}`,
  );
  const differs =
    `EXISTS (SELECT 1 FROM ${table} x LEFT JOIN ${table} y ON ${same('y', 'x')} AND y.locale = x.locale${isPublished('y')}` +
    ` WHERE ${same('x', 'd')} AND x.locale IN (${inClub})${isEdited('x')} AND (y.id IS NULL OR x.updated_at > y.updated_at))`;
  const counts = [
    'COUNT(*) AS total',
    sum('p.id IS NULL', 'draft'),
    hasDrafts ? sum(`p.id IS NOT NULL AND ${differs}`, 'modified') : '0 AS modified',
    ...translationLanguages.map((language) => sum(`t_${language}.id IS NULL`, `missing_${language}`)),
  ];
  return (
    `SELECT ${counts.join(', ')} FROM ${table} d ${published} ${translations.join(' ')}` +
    ` WHERE d.locale = '${defaultLanguage}'${isEdited('d')}`
  );
}

async function queueCounts(strapi: Core.Strapi) {
  const { names } = await jobsService(strapi).overview();
  const total = (of: (each: (typeof names)[number]) => number): number =>
    names.reduce((all, each) => all + of(each), 0);
  return {
    waiting: total(({ counts }) => counts.pending + counts.delayed),
    running: total(({ counts }) => counts.running),
    failed: total(({ counts, resolved }) => counts.failed - resolved),
    paused: names.flatMap(({ name: queue, pause }) => (pause ? [queue] : [])),
  };
}

/** What staff see first: a number of queries that does not depend on how much there is. */
export function createDashboard(strapi: Core.Strapi) {
  const statements = resources.map((resource) => ({
    path: resource.path,
    sql: countsSql(strapi, resource),
  }));
  const events = resources.find(({ path }) => path === 'events');
  if (!events) throw new Error('There are no events to show');
  const upcoming = createStaffDocuments(strapi, events).upcoming;

  return async (now: Date): Promise<z.infer<typeof dashboardSchema>> => {
    const content = await Promise.all(
      statements.map(async ({ path, sql }) => {
        const [row = {}] = await readsOf(strapi).database.all(sql, []);
        return [path, toContentCounts(row)] as const;
      }),
    );
    const cards = await integrationsService(strapi).cards();
    return {
      content: Object.fromEntries(content),
      next_events: await upcoming(now, nextEvents),
      queue: await queueCounts(strapi),
      integrations: cards.map(({ name: key, title, state }) => ({ name: key, title, state })),
    };
  };
}

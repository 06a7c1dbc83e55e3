import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../http/errors';
import { json, unavailable } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { language, one } from '../../../../http/schemas';
import { defaultLanguage, languages } from '../../../../shared/server/languages';
import { createReadiness, readiness } from '../services/readiness';
import { readsOf } from '../services/reads';

/** The version of this API: its major number, as in the path. */
export const apiVersion = '1';

const languageSchema = z
  .strictObject({ code: language, name: z.string(), native_name: z.string(), is_default: z.boolean() })
  .meta({ id: 'LanguageInfo' });

const textsSchema = z.record(z.string(), z.string()).describe("The frontend's texts by flat key");

const about = z
  .strictObject({
    name: z.string().describe("The club's name"),
    version: z.string().describe('Of this API'),
    links: z.strictObject({
      documentation: z.string(),
      openapi: z.string(),
      health: z.string(),
      website: z.string().nullable(),
    }),
  })
  .meta({ id: 'About' });

const health = z.strictObject({ status: z.literal('ok') });

const nameIn = (code: string, reader: string): string =>
  new Intl.DisplayNames([reader], { type: 'language' }).of(code) ?? code;

export function siteRoutes(strapi: Core.Strapi) {
  const { site, texts, database } = readsOf(strapi);
  const askReadiness = createReadiness(strapi, database);
  return [
    defineRoute({
      method: 'GET',
      path: '/',
      tag: 'About',
      summary: 'What this is, and where to read on',
      access: 'public',
      responses: { 200: one(about) },
      handle: () =>
        json({
          name: site.clubName,
          version: apiVersion,
          links: {
            documentation: `${site.apiUrl}/docs`,
            openapi: `${site.apiUrl}/openapi.json`,
            health: `${site.apiUrl}/health`,
            website: site.url === site.apiUrl ? null : site.url,
          },
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/i18n/languages',
      tag: 'Languages',
      summary: 'The languages of the club, the default first',
      access: 'public',
      responses: { 200: one(z.array(languageSchema)) },
      handle: () =>
        json(
          languages.map((code) => ({
            code,
            name: nameIn(code, defaultLanguage),
            native_name: nameIn(code, code),
            is_default: code === defaultLanguage,
          })),
        ),
    }),
    defineRoute({
      method: 'GET',
      path: '/i18n/:lang',
      tag: 'Languages',
      summary: "The frontend's texts in a language, by flat key",
      access: 'public',
      params: z.object({ lang: z.string().meta({ override: { type: 'string', enum: [...languages] } }) }),
      responses: { 200: one(textsSchema) },
      handle: async ({ params }) => {
        const asked = language.safeParse(params.lang);
        if (!asked.success) throw new HttpError(404, `Language '${params.lang}' not found`);
        return json(await texts(asked.data));
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/health',
      tag: 'Health',
      summary: 'Whether the process is alive',
      access: 'public',
      cache: 'none',
      responses: { 200: one(health) },
      handle: () => json({ status: 'ok' as const }),
    }),
    defineRoute({
      method: 'GET',
      path: '/health/ready',
      tag: 'Health',
      summary: 'Whether it can serve, and what is up: 503 when it cannot',
      access: 'public',
      cache: 'none',
      responses: { 200: one(readiness), 503: one(readiness) },
      handle: async () => {
        const parts = await askReadiness();
        // Without its queue it serves: jobs wait in the database until that is back.
        const isReady = parts.database === 'up' && parts.migrations === 'up';
        return isReady
          ? json({ status: 'ready' as const, parts })
          : unavailable({ status: 'unavailable' as const, parts });
      },
    }),
  ];
}

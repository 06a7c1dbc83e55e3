import { z } from 'zod';
import { one } from '../contract/answer';
import { defaultLanguage, language, languages } from '../contract/language';
import { route } from '../contract/route';
import { about, health, languageView, readiness, texts } from '../contract/site';
import { ApiError } from '../domain/api-error';
import { apiVersion, type Club } from './club';

const nameIn = (code: string, reader: string): string =>
  new Intl.DisplayNames([reader], { type: 'language' }).of(code) ?? code;

export const siteRoutes = [
  route({
    path: '/',
    tag: 'About',
    summary: 'What this is, and where to read on',
    answer: one(about),
    handle: async (_request, { site }: Club) => ({
      kind: 'json',
      data: {
        name: site.clubName,
        version: apiVersion,
        links: {
          documentation: `${site.apiUrl}/docs`,
          openapi: `${site.apiUrl}/openapi.json`,
          health: `${site.apiUrl}/health`,
          website: site.url === site.apiUrl ? null : site.url,
        },
      },
    }),
  }),
  route({
    path: '/i18n/languages',
    tag: 'Languages',
    summary: 'The languages of the club, the default first',
    answer: one(z.array(languageView)),
    handle: async (_request, _club: Club) => ({
      kind: 'json',
      data: languages.map((code) => ({
        code,
        name: nameIn(code, defaultLanguage),
        native_name: nameIn(code, code),
        is_default: code === defaultLanguage,
      })),
    }),
  }),
  route({
    path: '/i18n/:lang',
    tag: 'Languages',
    summary: "The frontend's texts in a language, by flat key",
    params: z.object({ lang: z.string().meta({ override: { type: 'string', enum: [...languages] } }) }),
    answer: one(texts),
    handle: async ({ params }, club: Club) => {
      const asked = language.safeParse(params.lang);
      if (!asked.success) throw new ApiError(404, `Language '${params.lang}' not found`);
      return { kind: 'json', data: await club.readers.texts.all(asked.data) };
    },
  }),
  route({
    path: '/health',
    tag: 'Health',
    summary: 'Whether the process is alive',
    cache: 'none',
    answer: one(health),
    handle: async (_request, _club: Club) => ({ kind: 'json', data: { status: 'ok' as const } }),
  }),
  route({
    path: '/health/ready',
    tag: 'Health',
    summary: 'Whether it can serve, and what is up: 503 when it cannot',
    cache: 'none',
    answer: one(readiness),
    handle: async (_request, club: Club) => {
      const parts = await club.readiness();
      // Without its queue it serves: jobs wait in the database until that is back.
      const isReady = parts.database === 'up' && parts.migrations === 'up';
      return {
        kind: 'json',
        data: { status: isReady ? ('ready' as const) : ('unavailable' as const), parts },
        ...(!isReady && { available: false as const }),
      };
    },
  }),
];

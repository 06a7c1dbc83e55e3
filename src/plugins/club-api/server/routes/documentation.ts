import { z } from 'zod';
import { route } from '../contract/route';
import { documentationHeaders, documentationPage } from '../domain/documentation-page';
import type { Club } from './club';

export const documentationRoutes = [
  route({
    path: '/openapi.json',
    tag: 'Documentation',
    summary: 'This API as OpenAPI 3.1',
    answer: 'application/json; charset=utf-8',
    handle: async (_request, club: Club) => ({ kind: 'text', body: club.openApi() }),
  }),
  route({
    path: '/docs',
    tag: 'Documentation',
    summary: 'A page to read about this API and to try it',
    answer: 'text/html; charset=utf-8',
    handle: async (_request, club: Club) => ({
      kind: 'text',
      body: documentationPage(club.site.clubName, club.site.apiPath),
      headers: documentationHeaders(club.site.apiUrl),
    }),
  }),
  route({
    path: '/docs/:file',
    tag: 'Documentation',
    summary: 'What the page is made of',
    params: z.object({ file: z.string() }),
    answer: 'application/octet-stream',
    hidden: true,
    handle: async ({ params: { file } }, club: Club) => ({
      kind: 'file',
      ...(await club.documentationFile(file)),
    }),
  }),
];

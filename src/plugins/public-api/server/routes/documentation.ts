import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../http/errors';
import { openApiDocument } from '../../../../http/open-api';
import { file as fileResult, text } from '../../../../http/results';
import { defineRoute, type Route } from '../../../../http/route';
import { documentationHeaders, documentationPage, documentationScript } from '../domain/documentation-page';
import { readsOf } from '../services/reads';
import { apiVersion } from './site';

const tag = 'Documentation';
// The package's own function would load the whole page's script at every start of the club.
const swaggerFolder = path.dirname(require.resolve('swagger-ui-dist/package.json'));

const swaggerFiles = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['favicon-32x32.png', 'image/png'],
]);

/** @param routes what is documented: all of the API, these routes too, once it is put together */
export function documentationRoutes(strapi: Core.Strapi, routes: readonly Route[]) {
  const { site } = readsOf(strapi);
  let document: string | undefined;
  const openApi = (): string =>
    (document ??= JSON.stringify(
      openApiDocument(routes, {
        title: `${site.clubName}: public API`,
        description:
          'What the website, apps and the objects in the virtual world read of the club. Fields are added, never changed or removed.',
        version: apiVersion,
        url: site.apiUrl,
      }),
    ));
  return [
    defineRoute({
      method: 'GET',
      path: '/openapi.json',
      tag,
      summary: 'This API as OpenAPI 3.1',
      access: 'public',
      responses: { 200: 'application/json; charset=utf-8' },
      handle: () => text(openApi()),
    }),
    defineRoute({
      method: 'GET',
      path: '/docs',
      tag,
      summary: 'A page to read about this API and to try it',
      access: 'public',
      responses: { 200: 'text/html; charset=utf-8' },
      handle: () =>
        text(documentationPage(site.clubName, site.apiPath), { headers: documentationHeaders(site.apiUrl) }),
    }),
    defineRoute({
      method: 'GET',
      path: '/docs/:file',
      tag,
      summary: 'What the page is made of',
      access: 'public',
      params: z.object({ file: z.string() }),
      responses: { 200: 'application/octet-stream' },
      hidden: true,
      handle: async ({ params: { file } }) => {
        if (file === 'page.js')
          return fileResult(Buffer.from(documentationScript), 'text/javascript; charset=utf-8');
        const type = swaggerFiles.get(file);
        if (!type) throw new HttpError(404, `File '${file}' not found`);
        return fileResult(await readFile(path.join(swaggerFolder, file)), type);
      },
    }),
  ];
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { escapeHtml } from '../../../../shared/server/escape-html';
import { HttpError } from '../../../../http/errors';
import { openApiDocument } from '../../../../http/open-api';
import { file as fileResult, text } from '../../../../http/results';
import { defineRoute, type Route } from '../../../../http/route';
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

/**
 * The page that shows the OpenAPI document and lets people try it. All it loads is the club's own (Swagger UI's files
 * from its package), so that it works without the internet and under a strict Content-Security-Policy.
 * @param base the API's path, so that the page finds its files with a slash at its end too
 */
function documentationPage(clubName: string, base: string): string {
  const title = `${escapeHtml(clubName)}: API`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${base}/docs/swagger-ui.css">
<link rel="icon" href="${base}/docs/favicon-32x32.png">
</head>
<body>
<main id="documentation"><noscript>This page needs JavaScript; the document itself is at <a href="${base}/openapi.json">openapi.json</a>.</noscript></main>
<script src="${base}/docs/swagger-ui-bundle.js"></script>
<script src="${base}/docs/page.js"></script>
</body>
</html>
`;
}

/** The page's own script, apart from the page so that no inline script is needed; the document lies beside its folder. */
const documentationScript = `SwaggerUIBundle({
  url: new URL('../openapi.json', document.currentScript.src).href,
  dom_id: '#documentation',
  deepLinking: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
});
`;

/**
 * What the page may do: run its own scripts, and ask the API, which may be reached at another address than the page. Swagger UI
 * brings pictures as `data:` and styles in attributes. Nobody may show it in a frame, where clicks could be led astray.
 */
const documentationHeaders = (apiUrl: string): Record<string, string> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self' ${new URL(apiUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
});

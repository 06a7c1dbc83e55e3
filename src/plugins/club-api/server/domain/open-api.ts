import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { failure } from '../contract/answer';
import type { Route } from '../contract/route';

const failures: Readonly<Record<string, string>> = {
  400: 'The request is not right: every fault at once, by field',
  404: 'There is no such thing',
  500: 'Our fault; the sentence names an id that the log has',
};

function responses({ answer, params }: Route<never>): ZodOpenApiOperationObject['responses'] {
  const content =
    typeof answer === 'string'
      ? { [answer.split(';')[0] ?? answer]: { schema: { type: 'string' as const } } }
      : { 'application/json': { schema: answer } };
  return {
    200: { description: 'As asked', content },
    ...(params && { 301: { description: 'The slug has changed: Location names the new one' } }),
    304: { description: 'Unchanged since the ETag given as If-None-Match' },
    ...Object.fromEntries(
      Object.entries(failures)
        .filter(([status]) => status !== '404' || params)
        .map(([status, description]) => [
          status,
          { description, content: { 'application/json': { schema: failure } } },
        ]),
    ),
  };
}

/** `/locations/:slug` of the router is `/locations/{slug}` of OpenAPI. */
const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/** A name for clients made from the document: `get_locations_slug_events`. */
const operationId = (path: string): string => `get${path.replace(/[^a-z0-9]+/gi, '_')}`;

/** The OpenAPI 3.1 document of the routes: the very schemas that check requests, and answers in the tests. */
export function openApiDocument(
  routes: readonly Route<never>[],
  { clubName, version, url }: { clubName: string; version: string; url: string },
) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    if (route.hidden) continue;
    paths[openApiPath(route.path)] = {
      get: {
        operationId: operationId(route.path),
        tags: [route.tag],
        summary: route.summary,
        requestParams: {
          ...(route.params && { path: route.params }),
          ...(route.query && { query: route.query }),
        },
        responses: responses(route),
      },
    };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: `${clubName}: public API`,
      version,
      description:
        'What the website, apps and the objects in the virtual world read of the club. Fields are added, never changed or removed.',
    },
    servers: [{ url }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((tag) => ({ name: tag })),
    paths,
  });
}

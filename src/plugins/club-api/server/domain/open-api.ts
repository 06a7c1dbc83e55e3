import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { failure } from '../contract/answer';
import type { Route } from '../contract/route';
import { cacheControlFor } from './respond';

interface Failing {
  status: number;
  description: string;
  /** Of which routes; without it, of all. */
  of?: (route: Route<never>) => boolean;
}

const failures: readonly Failing[] = [
  { status: 400, description: 'Invalid request: every issue at once, by field' },
  {
    status: 401,
    description: 'Nobody has signed in, or the token is not good (any more)',
    of: ({ access }) => access === 'member',
  },
  { status: 404, description: 'There is no such thing', of: ({ params }) => params !== undefined },
  { status: 500, description: 'Our fault; the sentence names an id that the log has' },
];

function responses(route: Route<never>): ZodOpenApiOperationObject['responses'] {
  const { answer, params } = route;
  const content =
    typeof answer === 'string'
      ? { [answer.split(';')[0] ?? answer]: { schema: { type: 'string' as const } } }
      : { 'application/json': { schema: answer } };
  return {
    200: { description: 'As asked', content },
    ...(params &&
      'slug' in params.shape && { 301: { description: 'The slug has changed: Location names the new one' } }),
    ...(cacheControlFor(route) === null && {
      304: { description: 'Unchanged since the ETag given as If-None-Match' },
    }),
    ...Object.fromEntries(
      failures
        .filter(({ of }) => of?.(route) ?? true)
        .map(({ status, description }) => [
          status,
          { description, content: { 'application/json': { schema: failure } } },
        ]),
    ),
  };
}

const member = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'The access token of a member who has signed in',
} as const;

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
        ...(route.access === 'member' && { security: [{ member: [] }] }),
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
    components: { securitySchemes: { member } },
  });
}

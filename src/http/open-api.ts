import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { isForPatrons, isOptional, isVerified } from './access';
import { cacheControlFor } from './response';
import type { ResultStatus } from './results';
import type { Route } from './route';
import { failure } from './schemas';

interface Failing {
  status: number;
  description: string;
  /** Of which routes; without it, of all. */
  of?: (route: Route) => boolean;
}

const failures: readonly Failing[] = [
  { status: 400, description: 'Invalid request: every issue at once, by field' },
  {
    status: 401,
    description: 'Nobody has signed in, or the token is not good (any more)',
    of: ({ access }) => access !== 'public' && (!isVerified(access) || access.refusal === undefined),
  },
  {
    status: 403,
    description: 'Not allowed',
    of: ({ access }) => access === 'staff' || access === 'admin' || isForPatrons(access),
  },
  { status: 404, description: 'There is no such thing', of: ({ params }) => params !== undefined },
  { status: 429, description: 'Too many: Retry-After and the RateLimit fields say when to come again' },
  { status: 500, description: 'Our fault; the sentence names an id that the log has' },
];

const results: Record<ResultStatus, string> = {
  200: 'As asked',
  201: 'Made: Location names it',
  202: 'Taken on: Location names the task',
  204: 'Done',
  206: 'The part that was asked for by Range',
  301: 'Moved for good: Location names where it is now',
  302: 'Location names where to go on',
  503: 'Cannot serve now; data say why',
};

const mediaType = (type: string): string => type.split(';')[0] ?? type;

function responsesOf(route: Route): ZodOpenApiOperationObject['responses'] {
  const { format } = route;
  const headers = route.headers?.response;
  const declared = Object.entries(results).flatMap(([status, description]): [string, object][] => {
    const response = new Map(Object.entries(route.responses)).get(status);
    if (response === undefined) return [];
    if (response === null) return [[status, { description, ...(headers && { headers }) }]];
    const content =
      typeof response === 'string'
        ? { [mediaType(response)]: { schema: { type: 'string' as const } } }
        : { 'application/json': { schema: response } };
    return [[status, { description, content, ...(headers && { headers }) }]];
  });
  const error =
    format === 'text'
      ? { 'text/plain': { schema: { type: 'string' as const } } }
      : { 'application/json': { schema: failure } };
  return {
    ...Object.fromEntries<object>(declared),
    ...(cacheControlFor(route) === null && {
      304: { description: 'Unchanged since the ETag given as If-None-Match' },
    }),
    ...Object.fromEntries(
      failures
        .filter(({ of }) => of?.(route) ?? true)
        .map(({ status, description }) => [status, { description, content: error }]),
    ),
    ...Object.fromEntries(
      Object.entries(route.failures ?? {}).map(([status, description]) => [
        status,
        { description, content: error },
      ]),
    ),
  };
}

const memberScheme = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'The access token of a member who has signed in',
} as const;

/** Who may call, in OpenAPI's words; what a `verify` wants is for the route's summary to say. */
function security({ access }: Route): ZodOpenApiOperationObject['security'] {
  if (access === 'public' || isVerified(access)) return undefined;
  return isOptional(access) ? [{}, { member: [] }] : [{ member: [] }];
}

/** `/locations/:slug` of the router is `/locations/{slug}` of OpenAPI. */
const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/** A name for clients made from the document: `get_locations_slug_events`. */
const operationId = ({ method, path }: Route): string =>
  `${method.toLowerCase()}${path.replace(/[^a-z0-9]+/gi, '_')}`;

const binary = z.unknown().meta({ override: { type: 'string', format: 'binary' } });

function requestBodyOf({ body, file, bodyTypes }: Route): ZodOpenApiOperationObject['requestBody'] {
  if (!body) return undefined;
  const schema = file !== undefined && body instanceof z.ZodObject ? body.extend({ [file]: binary }) : body;
  const types = bodyTypes ?? [file === undefined ? 'application/json' : 'multipart/form-data'];
  return { content: Object.fromEntries(types.map((type) => [type, { schema }])), required: true };
}

function operation(route: Route): ZodOpenApiOperationObject {
  const required = security(route);
  const requestBody = requestBodyOf(route);
  const header = route.headers?.request;
  return {
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    ...(required && { security: required }),
    requestParams: {
      ...(route.params && { path: route.params }),
      ...(route.query && { query: route.query }),
      ...(header && { header }),
    },
    ...(requestBody && { requestBody }),
    responses: responsesOf(route),
  };
}

/** The OpenAPI 3.1 document of the routes: the very schemas that check requests, and responses in the tests. */
export function openApiDocument(
  routes: readonly Route[],
  { title, description, version, url }: { title: string; description: string; version: string; url: string },
) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    if (route.hidden) continue;
    const path = openApiPath(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title, version, description },
    servers: [{ url }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((tag) => ({ name: tag })),
    paths,
    components: { securitySchemes: { member: memberScheme } },
  });
}

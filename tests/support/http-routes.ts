import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { createApi } from '../../src/http/api';
import { HttpError } from '../../src/http/errors';
import { accepted, created, json, redirect, text } from '../../src/http/results';
import { defineRoute } from '../../src/http/route';
import { acceptedTask, one } from '../../src/http/schemas';

export const website = 'https://website.example';
const secret = 'the webhook secret';
export const signature = (body: string | Buffer) => createHmac('sha256', secret).update(body).digest('hex');

const about = { tag: 'Test', summary: 'A route of the test' };
export const received: unknown[] = [];

export const testRoutes = [
  defineRoute({
    ...about,
    method: 'POST',
    path: '/webhook',
    access: {
      verify({ headers, rawBody }) {
        const [given, right] = [headers['x-signature'], signature(rawBody)];
        const isRight =
          typeof given === 'string' &&
          given.length === right.length &&
          timingSafeEqual(Buffer.from(given), Buffer.from(right));
        if (!isRight) throw new HttpError(401, 'The signature is not right');
      },
    },
    body: z.object({ amount: z.number('must be a number') }),
    responses: { 200: one(z.strictObject({ amount: z.number() })) },
    handle: ({ body }) => {
      received.push(body);
      return json(body);
    },
  }),
  defineRoute({
    ...about,
    method: 'GET',
    path: '/oauth/:provider',
    access: 'public',
    cache: 'none',
    params: z.object({ provider: z.enum(['patreon'], 'No such provider') }),
    responses: { 302: null },
    handle: () =>
      redirect(302, 'https://provider.example/authorize', {
        cookies: [{ name: 'state', value: 'abc', path: '/api/test', httpOnly: true, sameSite: 'lax' }],
      }),
  }),
  defineRoute({
    ...about,
    method: 'GET',
    path: '/unsendable/:part',
    access: 'public',
    params: z.object({ part: z.enum(['header', 'cookie']) }),
    responses: { 200: one(z.string()) },
    handle: ({ params: { part } }) =>
      json(
        'never sent',
        part === 'header'
          ? { headers: { 'X-Name': '\u014d' } }
          : { cookies: [{ name: 'name', value: '\u014d', path: '/' }] },
      ),
  }),
  defineRoute({
    ...about,
    method: 'GET',
    path: '/greeting',
    access: 'optional',
    responses: { 200: one(z.string()) },
    handle: ({ member }) => json(member ? `Hello, ${member.documentId}` : 'Hello, stranger'),
  }),
  defineRoute({
    ...about,
    method: 'POST',
    path: '/line',
    access: { verify: ({ headers }) => void headers },
    format: 'text',
    body: z.object({ n: z.string('must be given') }),
    responses: { 200: 'text/plain; charset=utf-8' },
    handle: ({ body: { n } }) => {
      if (n === 'fails') throw new Error('the cause');
      return text(`n=${n}`);
    },
  }),
  defineRoute({
    ...about,
    method: 'POST',
    path: '/things',
    access: 'member',
    body: z.strictObject({ name: z.string('must be a text') }),
    responses: { 201: one(z.strictObject({ name: z.string() })) },
    rateLimit: { points: 3, seconds: 600 },
    handle: ({ body }) => created(body, `/things/${body.name}`),
  }),
  defineRoute({
    ...about,
    method: 'POST',
    path: '/reports',
    access: 'staff',
    responses: { 202: acceptedTask },
    handle: () => accepted('01TASK'),
  }),
  defineRoute({
    ...about,
    method: 'GET',
    path: '/things/:name',
    access: 'member',
    params: z.object({ name: z.string() }),
    responses: { 200: one(z.string()) },
    handle: ({ params: { name } }) => json(name),
  }),
  defineRoute({
    ...about,
    method: 'GET',
    path: '/things/mine',
    access: 'member',
    responses: { 200: one(z.string()) },
    handle: ({ cookie }) => json(`mine, ${cookie('state') ?? 'no cookie'}`),
  }),
];

/** Answers with a status that it does not declare. */
const undeclared = defineRoute({
  ...about,
  method: 'GET',
  path: '/undeclared',
  access: 'public',
  responses: { 200: acceptedTask },
  // @ts-expect-error -- Types keep a handler from that.
  handle: () => accepted('01TASK'),
});

/** As a plugin of Strapi's brings its middleware and its routes. */
export function mountTestRoutes(strapi: Core.Strapi): void {
  const api = createApi({
    strapi,
    routes: [...testRoutes, undeclared],
    prefix: '/api/test',
    basePath: '/cave/api/test',
    origins: [website],
    secureCookies: false,
    rateLimits: true,
    redis: null,
    checkResponses: true,
  });
  strapi.server.use(api.middleware);
  // As Strapi adds a plugin's routes; its types know no strategies that are objects.
  const routes = api.strapiRoutes.map((route) => ({ ...route, info: { pluginName: 'test' } }));
  const { server } = strapi;
  Reflect.apply(server.routes.bind(server), null, [{ type: 'content-api', prefix: '/test', routes }]);
}

import { isReader, type RequestState } from './reader';

const rest = { info: { type: 'content-api', apiName: 'event' } };
const graphql = { info: { type: 'content-api' } };
const by = (name: string) => ({ strategy: { name } });

it.each<[string, RequestState | undefined, boolean]>([
  ['a visitor on REST', { route: rest, auth: by('users-permissions') }, true],
  ['a member on GraphQL', { route: graphql, auth: by('users-permissions') }, true],
  ['an anonymous client', { route: rest }, true],
  ['a token', { route: rest, auth: by('content-api-token') }, false],
  ['an administrator’s token', { route: graphql, auth: by('admin-token') }, false],
  ['the admin panel', { route: { info: { type: 'admin', pluginName: 'admin' } }, auth: by('admin') }, false],
  ['a plugin’s own route', { route: { info: { type: 'content-api', pluginName: 'public-api' } } }, false],
  ['no request at all', undefined, false],
  ['a path without a route', {}, false],
])('%s', (_name, state, reader) => expect(isReader(state)).toBe(reader));

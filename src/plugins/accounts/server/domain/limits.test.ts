import { limitOfPath } from './limits';

it.each([
  ['/api/auth/local', 'request'],
  ['/API/Auth/LOCAL/', 'request'],
  ['/api/auth/local//', 'request'],
  ['/api/auth/facebook/callback', 'request'],
  ['/api/connect/facebook', 'request'],
  ['/api/users', 'request'],
  ['/api/users/me', 'request'],
  ['/api/users-permissions/roles', 'request'],
  ['/admin/login', 'staffPassword'],
  ['/Admin/Login/', 'staffPassword'],
  ['/admin/forgot-password', 'staffPassword'],
  ['/admin/access-token', 'request'],
  ['/admin/users', null],
  ['/api/authors', 'rest'],
  ['/api/events', 'rest'],
  ['/api/v1/events', null],
  ['/api/v1', null],
  ['/graphql', 'graphql'],
  ['/GraphQL/', 'graphql'],
  ['/admin/constructor', null],
  ['constructor', null],
  ['/', null],
])('%s: %s', (path, name) => {
  expect(limitOfPath(path)?.name ?? null).toBe(name);
});

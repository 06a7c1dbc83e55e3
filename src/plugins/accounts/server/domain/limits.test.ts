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
  ['/api/authors', null],
  ['/api/events', null],
  ['/admin/constructor', null],
  ['constructor', null],
  ['/', null],
])('%s: %s', (path, name) => {
  expect(limitOfPath(path)?.name ?? null).toBe(name);
});

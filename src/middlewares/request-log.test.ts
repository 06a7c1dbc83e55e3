import { loggedUrl } from './request-log';

it.each([
  ['/api/v1/events?lang=it', '/api/v1/events?lang=it'],
  ['/api/v1/preview/eyJ0.c2ln?lang=it', '/api/v1/preview/[masked]?lang=it'],
  ['/api/v1/preview/eyJ0.c2ln', '/api/v1/preview/[masked]'],
  ['/api/v1/support/files/eyJ0.c2ln', '/api/v1/support/files/[masked]'],
  [
    '/api/auth/google/callback?code=4%2F0Adeu5&state=x',
    '/api/auth/google/callback?code=[masked]&state=[masked]',
  ],
  ['/admin/users?_q=ada%40club.example', '/admin/users?_q=[masked]'],
])('%s is logged as %s', (url, logged) => {
  expect(loggedUrl(url)).toBe(logged);
});

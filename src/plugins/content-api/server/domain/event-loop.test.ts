import { stallMessage } from './event-loop';

const request = (path: string, since: number) => ({ method: 'GET', path, since });

it.each([
  ['is silent below a second', 999, [request('/api/events', 0)], null],
  [
    'names the requests in progress, the oldest first',
    1_500,
    [request('/graphql', 400), request('/api/events', 100)],
    'Nothing was answered for 1500 ms; in progress: GET /api/events (for 1900 ms), GET /graphql (for 1600 ms)',
  ],
  ['is silent if no request waited', 2_000, [], null],
])('%s', (_, heldMs, requests, message) => {
  expect(stallMessage(heldMs, requests, 2_000)).toBe(message);
});

it('names five, and counts the others', () => {
  const many = Array.from({ length: 8 }, (_, index) => request(`/${index}`, index));
  expect(stallMessage(1_000, many, 1_000)).toMatch(/\/4 \(for 996 ms\) and 3 others$/);
});

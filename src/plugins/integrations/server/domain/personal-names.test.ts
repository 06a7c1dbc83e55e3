import { createMask } from '../../../jobs/server/domain/mask';
import { folded } from '../../../jobs/server/domain/mask-names';
import { personalNames } from './personal-names';

const mask = createMask({ secrets: [], personal: new Set(personalNames) });

test.each([
  [
    'a patron',
    '{"data":{"attributes":{"full_name":"Ann Lee","patron_status":"active_patron"}}}',
    '{"data":{"attributes":{"full_name":"[masked]","patron_status":"active_patron"}}}',
  ],
  [
    'an event of a calendar',
    '{"creator":{"id":1},"attendees":[{"id":2}],"summary":"Jazz"}',
    '{"creator":"[masked]","attendees":"[masked]","summary":"Jazz"}',
  ],
  ['who wrote a post, whatever goes on in words', 'from: Ann wrote a post', 'from: [masked] wrote a post'],
  ['a place is no person', '{"name":"Main stage","page":"Club"}', '{"name":"Main stage","page":"Club"}'],
])('%s', (_name, text, expected) => {
  expect(mask.text(text)).toBe(expected);
});

test('every name is written as names are compared', () => {
  expect(personalNames.filter((name) => name !== folded(name))).toEqual([]);
});

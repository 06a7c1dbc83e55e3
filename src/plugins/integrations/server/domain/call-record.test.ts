import fc from 'fast-check';
import { createMask } from '../../../../shared/server/mask';
import { folded } from '../../../../shared/server/mask';
import { bounded, personalNames } from './call-record';

test('what fits is left alone', () => {
  expect(bounded('Über', 5)).toBe('Über');
});

test('what does not is cut between characters, and says so', () => {
  expect(bounded('é'.repeat(40), 43)).toBe(`${'é'.repeat(8)}… (cut: 80 bytes in all)`);
});

test('never more than the limit, never half a character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 30, maxLength: 200 }),
      fc.integer({ min: 40, max: 120 }),
      (text, limit) => {
        const kept = bounded(text, limit);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(limit);
        const begin = kept.replace(/… \(cut: \d+ bytes in all\)$/, '');
        expect(text.startsWith(begin)).toBe(true);
        expect(Buffer.from(kept).toString()).toBe(kept);
      },
    ),
  );
});

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

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { eventIdOf } from './event-id';

const parts = fc.record({
  documentId: fc.string({ unit: 'binary' }),
  calendarId: fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })),
  generation: fc.nat(),
});

it('stays the same for good: events already stand under it', () => {
  const calendarId = 'club@group.calendar.google.com';
  expect(eventIdOf({ documentId: 'k1x9w8y7z6a5b4c3d2e1f0g9', calendarId, generation: 0 })).toBe(
    '1v2p1ms8u20g6ohglfr5389gu1s4p3gfoeigl5gvk1te84r4pffr',
  );
});

it('is one that Google takes', () => {
  fc.assert(
    fc.property(parts, (of) => {
      expect(eventIdOf(of)).toMatch(/^[a-v0-9]{5,1024}$/);
    }),
  );
});

it('is another for another event, calendar or generation', () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      expect(eventIdOf(one) === eventIdOf(other)).toBe(isDeepStrictEqual(one, other));
      expect(eventIdOf({ ...one, generation: one.generation + 1 })).not.toBe(eventIdOf(one));
    }),
  );
});

it('does not mistake where one part ends and the next begins', () => {
  const id = (documentId: string, calendarId: string) => eventIdOf({ documentId, calendarId, generation: 1 });
  expect(id('ab', 'c')).not.toBe(id('a', 'bc'));
});

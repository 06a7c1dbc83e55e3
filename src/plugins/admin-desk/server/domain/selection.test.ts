import type { Consequence } from '../../contract/consequences';
import { summaryOf, type Outcome } from './selection';

const appears: Consequence = { kind: 'visibility', before: [], after: ['en'], from: null };
const uses: Consequence = { kind: 'uses', type: 'event', entries: { names: ['“Gig”'], count: 1 } };
const written = (consequences: Consequence[], more: object = {}): Outcome => ({
  refusal: null,
  consequences,
  missing: { gaps: [], untranslated: [] },
  linksUnpublished: false,
  ...more,
});
const untitled = { reason: 'title must be given', errors: [{ path: ['title'] }] };
const refused = (reason = untitled): Outcome => ({ refusal: reason });
const entry = (name: string, outcome: Outcome) => ({ name, outcome });

it('says each consequence once, with the first names and how many there are', () => {
  const names = ['A', 'B', 'C', 'D'];
  const { consequences, allowed } = summaryOf([
    ...names.map((name) => entry(name, written([appears]))),
    entry('E', written([uses])),
  ]);
  expect(allowed).toBe(5);
  expect(consequences).toEqual([
    { consequence: appears, entries: { names: ['A', 'B', 'C'], count: 4 } },
    { consequence: uses, entries: { names: ['E'], count: 1 } },
  ]);
});

it('puts together what the same entries lack', () => {
  const { missing } = summaryOf([
    entry('A', written([], { missing: { gaps: ['cover', 'location'], untranslated: ['it'] } })),
    entry('B', written([], { missing: { gaps: ['location'], untranslated: [] }, linksUnpublished: true })),
  ]);
  expect(missing).toEqual([
    {
      lacks: [
        { kind: 'gap', gap: 'cover' },
        { kind: 'translation', language: 'it' },
      ],
      entries: { names: ['A'], count: 1 },
    },
    { lacks: [{ kind: 'gap', gap: 'location' }], entries: { names: ['A', 'B'], count: 2 } },
    { lacks: [{ kind: 'publishedLinks' }], entries: { names: ['B'], count: 1 } },
  ]);
});

it('names all that is refused, by reason', () => {
  const inUse = { reason: 'Still in use', errors: [{ path: ['documentId'] }] };
  const answer = summaryOf([
    entry('A', refused()),
    entry('B', written([appears])),
    entry('C', refused(inUse)),
    entry('D', refused()),
  ]);
  expect(answer).toMatchObject({ allowed: 1, consequences: [{ entries: { names: ['B'] } }] });
  expect(answer.refused).toEqual([
    { ...untitled, names: ['A', 'D'] },
    { ...inUse, names: ['C'] },
  ]);
});

import { byEntry, countsOf, type GapRow } from './translation-gaps';

const gap = (more: Partial<GapRow>): GapRow => ({
  type: 'api::event.event',
  documentId: 'night',
  language: 'it',
  english: 'Night',
  translation: null,
  lacks: true,
  total: 1,
  ...more,
});

it('lists an entry once, with the languages that it lacks and how much of them', () => {
  const entries = byEntry([
    gap({ language: 'es', translation: 4, lacks: false }),
    gap({ documentId: 'day', english: ' ' }),
    gap({ language: 'fr', translation: 3 }),
    gap({}),
    gap({ type: 'api::post.post' }),
  ]);
  expect(entries).toEqual([
    {
      type: 'api::event.event',
      documentId: 'night',
      title: 'Night',
      languages: [
        { language: 'it', state: 'missing' },
        { language: 'fr', state: 'incomplete' },
        { language: 'es', state: 'outdated' },
      ],
    },
    {
      type: 'api::event.event',
      documentId: 'day',
      title: null,
      languages: [{ language: 'it', state: 'missing' }],
    },
    {
      type: 'api::post.post',
      documentId: 'night',
      title: 'Night',
      languages: [{ language: 'it', state: 'missing' }],
    },
  ]);
});

it.each<[string, GapRow[], object[]]>([
  ['nothing', [], []],
  [
    'a type once, however many of its rows are listed',
    [gap({ total: 9 }), gap({ total: 9 })],
    [{ language: 'it', count: 9 }],
  ],
  [
    'types together, languages apart',
    [gap({ language: 'es', total: 4 }), gap({ total: 9 }), gap({ type: 'api::post.post', total: 2 })],
    [
      { language: 'it', count: 11 },
      { language: 'es', count: 4 },
    ],
  ],
])('counts %s', (_, gaps, expected) => {
  expect(countsOf(gaps)).toEqual(expected);
});

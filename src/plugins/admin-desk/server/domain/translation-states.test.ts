import { translationStates } from './translation-states';

const at = (hour: number): Date => new Date(Date.UTC(2030, 4, 4, hour));
const row = (locale: string, texts: object, hour = 12) => ({ locale, updatedAt: at(hour), ...texts });
const english = row('en', { title: 'Night', description: 'Long', tagline: '' });
const names = ['title', 'description', 'tagline'];

test.each<[string, object, Date | null, object]>([
  ['no row', row('fr', {}), null, { state: 'absent', missing: [] }],
  [
    'all texts',
    row('it', { title: 'Notte', description: 'Lunga' }),
    null,
    { state: 'complete', missing: [] },
  ],
  [
    'a text of spaces',
    row('it', { title: 'Notte', description: '  ' }),
    null,
    { state: 'incomplete', missing: ['description'] },
  ],
  ['no texts', row('it', {}), null, { state: 'incomplete', missing: ['title', 'description'] }],
  [
    'older texts',
    row('it', { title: 'Notte', description: 'Lunga' }),
    at(13),
    { state: 'outdated', missing: [] },
  ],
  [
    'texts of the same moment',
    row('it', { title: 'Notte', description: 'Lunga' }),
    at(12),
    { state: 'complete', missing: [] },
  ],
  [
    'older texts, and one is missing',
    row('it', { title: 'Notte' }),
    at(13),
    { state: 'incomplete', missing: ['description'] },
  ],
])('%s', (_, italian, changedAt, expected) => {
  const states = translationStates([english, { ...italian }], names, changedAt);
  expect(states.map(({ language }) => language)).toEqual(['it', 'fr', 'es']);
  expect(states[0]).toEqual({ language: 'it', ...expected });
});

test('a document without English has nothing to lack', () => {
  expect(translationStates([row('it', {})], names, null)[0]).toMatchObject({ state: 'complete' });
});

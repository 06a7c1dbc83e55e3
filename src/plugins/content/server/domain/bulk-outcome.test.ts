import { bulkText } from './bulk-outcome';

const leftOut = [
  { name: '“Ember”', reason: 'endTime must be given' },
  { name: '“Nova”', reason: 'title must be given' },
];

it.each([
  ['en', 'Published: 2. Not published: “Ember” – endTime must be given; “Nova” – title must be given'],
  ['it', 'Pubblicati: 2. Non pubblicati: “Ember” – endTime must be given; “Nova” – title must be given'],
] as const)('in %s, skipped documents are named with the reason', (language, text) =>
  expect(bulkText('publish', 2, leftOut, language)).toBe(text),
);

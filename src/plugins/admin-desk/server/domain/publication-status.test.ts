import { publicationStatus } from './publication-status';

const [early, late] = [new Date(1_000), new Date(2_000)];

it.each([
  ['draft', late, null],
  ['modified', late, early],
  ['published', early, early],
  ['published', early, late],
] as const)('%s', (expected, draft, published) => {
  expect(publicationStatus(draft, published)).toBe(expected);
});

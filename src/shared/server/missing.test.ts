import { isMissing } from './missing';

it.each([
  [undefined, true],
  [null, true],
  ['', true],
  ['  \n\u00a0', true],
  [[], true],
  ['x', false],
  [0, false],
  [false, false],
  [['x'], false],
  [{}, false],
])('%j is missing: %s', (value, missing) => expect(isMissing(value)).toBe(missing));

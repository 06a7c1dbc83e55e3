import { isOpenedVersion } from './opened-version';

const at = '2090-05-04T19:00:00.123Z';

describe('isOpenedVersion', () => {
  it.each([
    [at, at, true],
    ['2090-05-04T21:00:00.123+02:00', at, true],
    ['2090-05-04T19:00:00.122Z', at, false],
    // The clock of the server may have been set back.
    ['2090-05-04T19:00:00.124Z', at, false],
    ['none', at, false],
    ['none', undefined, true],
    [at, undefined, false],
  ])('opened with %s, stored %s: %s', (opened, stored, expected) => {
    expect(isOpenedVersion(opened, stored === undefined ? undefined : new Date(stored))).toBe(expected);
  });
});

import { areStale, errorPaths } from './stale-errors';

const descriptor = { id: 'required', defaultMessage: 'Required', values: { max: 3 } };
const lineUp = [{ endTime: 'a' }, { endTime: 'b' }];

it.each<[unknown, string[][]]>([
  [{}, []],
  [{ title: 'must be given' }, [['title']]],
  [{ title: descriptor }, [['title']]],
  [{ lineUp: [undefined, { endTime: 'must be before' }] }, [['lineUp', '1', 'endTime']]],
  [{ lineUp: 'too many', title: 'x' }, [['lineUp'], ['title']]],
])('%j are errors at %j', (errors, expected) => {
  expect(errorPaths(errors)).toEqual(expected);
});

const atSecond = { lineUp: [undefined, { endTime: 'must be before' }] };
it.each<[string, unknown, object, boolean]>([
  ['none', {}, { title: 'New' }, false],
  ['of a field that is as it was', { title: 'x' }, { lineUp: [] }, false],
  ['of a field that has changed', { title: 'x' }, { title: 'New' }, true],
  ['of a field of a row that has changed', atSecond, { lineUp: [lineUp[0], { endTime: 'c' }] }, true],
  ['of another row', atSecond, { lineUp: [{ endTime: 'c' }, lineUp[1]] }, false],
  ['of two fields of which one has changed', { title: 'x', ...atSecond }, { title: 'New' }, false],
])('errors are stale: %s', (_case, errors, changes, expected) => {
  const judged = { title: 'Old', lineUp };
  expect(areStale(errors, judged, { ...judged, ...changes })).toBe(expected);
});

import { chosenLink, rowsIn, storedLinks } from './rows';

const chosen = { connect: [{ id: 4, label: 'Nova', name: 'Nova' }], disconnect: [{ id: 3 }] };

test.each([
  ['the stored one', { connect: [], disconnect: [] }, undefined],
  ['nothing', undefined, undefined],
  ['another one', chosen, 'Nova'],
  ['one without a label', { connect: [{ id: 4, name: 'Nova' }] }, 'Nova'],
  ['one without a name', { connect: [{ id: 4 }] }, null],
  ['a removed one', { connect: [], disconnect: [{ id: 3 }] }, null],
])('a link to %s', (_, value, text) => expect(chosenLink(value)).toBe(text));

test('the rows of a form, and those with a stored link', () => {
  const rows = [
    { id: 1, artist: { connect: [], disconnect: [] } },
    { id: 2, artist: chosen },
    { artist: undefined },
  ];
  expect(rowsIn({ lineUp: [...rows, null] }, 'lineUp')).toEqual(rows);
  expect(rowsIn({}, 'lineUp')).toEqual([]);
  expect(storedLinks(rows, 'artist')).toEqual([1]);
});

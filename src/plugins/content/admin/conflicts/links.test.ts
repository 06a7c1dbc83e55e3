import type { Attributes } from '../schema-state';
import { isContested, isToldAlready, setLinks } from './links';

const schemas: Readonly<Record<string, Attributes>> = {
  event: {
    location: { type: 'relation', relation: 'manyToOne' },
    artists: { type: 'relation', relation: 'manyToMany' },
    lineUp: { type: 'component', component: 'entry', repeatable: true },
  },
  entry: { artist: { type: 'relation', relation: 'oneToOne' } },
};
const attributesOf = (uid: string): Attributes => schemas[uid] ?? {};
const linked = (connect: string[], disconnect: string[]) => ({
  connect: connect.map((documentId) => ({ documentId })),
  disconnect: disconnect.map((documentId) => ({ documentId })),
});

test('links to one document that a form sets anew are found, in stored rows too', () => {
  const mine = {
    location: linked(['x'], ['y']),
    artists: linked(['x'], []),
    lineUp: [
      { id: 7, artist: linked([], ['y']) },
      { id: 8, artist: linked([], []) },
      { artist: linked(['x'], []) },
    ],
  };
  expect(setLinks(mine, attributesOf, { uid: 'event', id: 'e', path: [] })).toMatchObject([
    { path: ['location'], owner: 'event', id: 'e', connected: ['x'], disconnected: ['y'] },
    { path: ['lineUp', '0', 'artist'], owner: 'entry', id: '7', connected: [], disconnected: ['y'] },
  ]);
});

const link = { path: ['lineUp', '0', 'artist'], attribute: { type: 'relation' }, owner: 'entry', id: '7' };

describe('a link is contested', () => {
  it.each<[string, string[], string[], string[], boolean]>([
    ['not where it is as it was', ['new'], ['old'], ['old'], false],
    ['not where they set the same', ['new'], ['old'], ['new'], false],
    ['where they set another one', ['new'], ['old'], ['other'], true],
    ['where they removed it', ['new'], ['old'], [], true],
    ['where they set one that lacked', ['new'], [], ['other'], true],
    ['not where it lacked', ['new'], [], [], false],
    ['where it is to be removed and they set another one', [], ['old'], ['other'], true],
  ])('%s', (_, connected, disconnected, theirs, expected) => {
    const now = theirs.map((documentId) => ({ documentId, name: '' }));
    expect(isContested({ ...link, connected, disconnected }, now)).toBe(expected);
  });
});

test('links of rows that are told as a whole are not told again', () => {
  const told = (path: string[]) => ({ path, attribute: link.attribute, theirs: 1, mine: 2, isKept: false });
  const at = { ...link, connected: [], disconnected: [] };
  expect(isToldAlready(at, [told(['lineUp'])])).toBe(true);
  expect(isToldAlready(at, [told(['lineUp', '1', 'artist']), told(['title'])])).toBe(false);
});

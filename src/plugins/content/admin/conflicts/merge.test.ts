import type { Attributes } from '../schema-state';
import type { Values } from './differences';
import { merge, remake } from './merge';

const components: Readonly<Record<string, Attributes>> = {
  entry: { startTime: { type: 'datetime' }, name: { type: 'string' }, artist: { type: 'relation' } },
};
const attributes: Attributes = {
  title: { type: 'string' },
  id: { type: 'integer' },
  documentId: { type: 'string' },
  updatedAt: { type: 'datetime' },
  startTime: { type: 'datetime' },
  isFree: { type: 'boolean' },
  cover: { type: 'media' },
  location: { type: 'relation', relation: 'manyToOne' },
  lineUp: { type: 'component', component: 'entry', repeatable: true },
  theme: { type: 'component', component: 'entry' },
};
const attributesOf = (component: string): Attributes => components[component] ?? {};

const merged = (opened: Values, theirs: Values, mine: Values) =>
  merge({ opened, theirs, mine }, attributes, attributesOf);

const row = (id: number, name: string) => ({ id, name, artist: { count: 1 } });
const sent = (id: number | undefined, name: string, connected: string[] = []) => ({
  id,
  name,
  artist: { connect: connected.map((documentId) => ({ documentId })), disconnect: [] },
});

/** Who has changed a field: both, or only they. */
type Found = [by: 'both' | 'they', path: string];

describe('merge', () => {
  it.each<[string, Values, Values, Values, Found[], Values?]>([
    [
      'changed by them, untouched in the form',
      { title: 'A' },
      { title: 'B' },
      { title: 'A' },
      [['they', 'title']],
      {},
    ],
    ['changed by both', { title: 'A' }, { title: 'B' }, { title: 'C' }, [['both', 'title']]],
    ['changed by both to the same', { title: 'A' }, { title: 'B' }, { title: 'B' }, []],
    ['changed in the form alone', { title: 'A' }, { title: 'A' }, { title: 'C' }, []],
    [
      'one changed by them, one in the form',
      { title: 'A', isFree: false },
      { title: 'A', isFree: true },
      { title: 'B', isFree: false },
      [['they', 'isFree']],
      { title: 'B' },
    ],
    [
      'saved without a change',
      { title: 'A', updatedAt: '1' },
      { title: 'A', updatedAt: '2' },
      { title: 'A' },
      [],
    ],
    ['not sent', { title: 'A' }, { title: 'B' }, {}, []],
    ['emptied', { title: 'A' }, { title: null }, { title: 'A' }, [['they', 'title']], {}],
    ['empty in two ways', { title: null }, { title: '' }, { title: undefined }, []],
    ['switched off', { isFree: null }, { isFree: false }, { isFree: null }, [['they', 'isFree']], {}],
    [
      'the same instant written in two ways',
      { startTime: '2090-05-04T19:00:00.000Z' },
      { startTime: '2090-05-04T20:00:00.000Z' },
      { startTime: '2090-05-04T22:00:00.000+02:00' },
      [],
    ],
    [
      'another picture',
      { cover: { id: 1 } },
      { cover: { id: 2 } },
      { cover: { id: 1, url: '/a' } },
      [['they', 'cover']],
      {},
    ],
    [
      'two other pictures',
      { cover: { id: 1 } },
      { cover: { id: 2 } },
      { cover: { id: 3 } },
      [['both', 'cover']],
    ],
    [
      'the same picture, renamed',
      { cover: { id: 1, name: 'a' } },
      { cover: { id: 1, name: 'b' } },
      { cover: { id: 1 } },
      [],
    ],
    [
      'links, of which a form sends changes',
      { location: { count: 0 } },
      { location: { count: 1 } },
      { location: {} },
      [],
    ],
    [
      'one field of a row',
      { lineUp: [row(1, 'a'), row(2, 'b')] },
      { lineUp: [row(1, 'a'), row(2, 'B')] },
      { lineUp: [sent(1, 'A'), sent(2, 'b')] },
      [['they', 'lineUp.1.name']],
      { lineUp: [sent(1, 'A'), sent(2, 'B')] },
    ],
    [
      'the same field of a row',
      { lineUp: [row(1, 'a')] },
      { lineUp: [row(1, 'b')] },
      { lineUp: [sent(1, 'c', ['nova'])] },
      [['both', 'lineUp.0.name']],
    ],
    [
      'a row that they added',
      { lineUp: [] },
      { lineUp: [row(1, 'a')] },
      { lineUp: [] },
      [['they', 'lineUp']],
      {},
    ],
    [
      'a row that they added, and another artist in the form',
      { lineUp: [row(1, 'a')] },
      { lineUp: [row(1, 'a'), row(2, 'b')] },
      { lineUp: [sent(1, 'a', ['nova'])] },
      [['both', 'lineUp']],
    ],
    ['rows that both lack', { lineUp: [row(1, 'a')] }, { lineUp: [] }, { lineUp: [] }, []],
    [
      'a field of a single component',
      { theme: row(1, 'a') },
      { theme: row(1, 'b') },
      { theme: sent(1, 'a') },
      [['they', 'theme.name']],
      { theme: sent(1, 'b') },
    ],
    [
      'another order',
      { lineUp: [row(1, 'a'), row(2, 'a')] },
      { lineUp: [row(2, 'a'), row(1, 'a')] },
      { lineUp: [sent(1, 'a'), sent(2, 'a')] },
      [['they', 'lineUp']],
      {},
    ],
    [
      'what the server sets',
      { documentId: 'a', id: 1 },
      { documentId: 'b', id: 2 },
      { documentId: 'c', id: 3 },
      [],
    ],
  ])('%s', (_, opened, theirs, mine, expected, data = mine) => {
    const { conflicts, others, data: saved } = merged(opened, theirs, mine);
    const found = [
      ...conflicts.map(({ path }): Found => ['both', path.join('.')]),
      ...others.map(({ path }): Found => ['they', path.join('.')]),
    ];
    expect(found).toEqual(expected);
    expect(saved).toEqual(data);
  });

  it('tells what a field was that only they have changed', () => {
    const { others } = merged({ title: 'A' }, { title: 'B' }, { title: 'A' });
    expect(others).toMatchObject([{ theirs: 'B', mine: 'A' }]);
  });

  it('keeps theirs where rows of the form are gone, since their links are gone too', () => {
    const mine = { title: 'A', lineUp: [sent(1, 'a'), sent(2, 'b'), sent(undefined, 'c')] };
    const opened = { title: 'A', lineUp: [row(1, 'a'), row(2, 'b')] };
    const kept = merged(opened, { title: 'B', lineUp: [row(1, 'a')] }, { ...mine, title: 'C' });
    expect(kept.conflicts.map(({ path, isKept }) => [path, isKept])).toEqual([
      [['title'], false],
      [['lineUp'], true],
    ]);
    expect(kept.data).toEqual({ title: 'C' });
    const added = merged(opened, { title: 'A', lineUp: [...opened.lineUp, row(3, 'd')] }, mine);
    expect(added.data).toEqual(mine);
  });
});

describe('remake', () => {
  it('sends all that the form holds of a deleted version, but rows that are gone', () => {
    const mine = { documentId: 'x', title: 'A', isFree: null, cover: { id: 1 }, lineUp: [sent(1, 'a')] };
    const { conflicts, others, data } = remake(mine, attributes, attributesOf);
    expect(conflicts.map(({ path, isKept }) => [path.join('.'), isKept])).toEqual([
      ['title', false],
      ['cover', false],
      ['lineUp', true],
    ]);
    expect(others).toEqual([]);
    expect(data).toEqual({ documentId: 'x', title: 'A', isFree: null, cover: { id: 1 } });
  });
});

import type { Attributes } from '../schema-state';
import { differences, withoutKept, type Values } from './differences';

const components: Readonly<Record<string, Attributes>> = {
  entry: { startTime: { type: 'datetime' }, name: { type: 'string' }, artist: { type: 'relation' } },
};
const attributes: Attributes = {
  title: { type: 'string' },
  updatedAt: { type: 'datetime' },
  startTime: { type: 'datetime' },
  isFree: { type: 'boolean' },
  cover: { type: 'media' },
  location: { type: 'relation', relation: 'manyToOne' },
  lineUp: { type: 'component', component: 'entry', repeatable: true },
  theme: { type: 'component', component: 'entry' },
};
const attributesOf = (component: string): Attributes => components[component] ?? {};

const found = (opened: Values, theirs: Values, mine: Values) =>
  differences({ opened, theirs, mine }, attributes, attributesOf);

const row = (id: number, name: string) => ({ id, name, artist: { count: 1 } });
const sent = (id: number | undefined, name: string) => ({
  id,
  name,
  artist: { connect: [], disconnect: [] },
});

describe('differences', () => {
  it.each<[string, Values, Values, Values, string[]]>([
    ['changed by them, untouched in the form', { title: 'A' }, { title: 'B' }, { title: 'A' }, ['title']],
    ['changed by both', { title: 'A' }, { title: 'B' }, { title: 'C' }, ['title']],
    ['changed by both to the same', { title: 'A' }, { title: 'B' }, { title: 'B' }, []],
    ['changed in the form alone', { title: 'A' }, { title: 'A' }, { title: 'C' }, []],
    [
      'saved without a change',
      { title: 'A', updatedAt: '1' },
      { title: 'A', updatedAt: '2' },
      { title: 'A' },
      [],
    ],
    ['not sent', { title: 'A' }, { title: 'B' }, {}, []],
    ['emptied', { title: 'A' }, { title: null }, { title: 'A' }, ['title']],
    ['empty in two ways', { title: null }, { title: '' }, { title: undefined }, []],
    ['switched off', { isFree: null }, { isFree: false }, { isFree: null }, ['isFree']],
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
      ['cover'],
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
      ['lineUp.1.name'],
    ],
    ['a row that they added', { lineUp: [] }, { lineUp: [row(1, 'a')] }, { lineUp: [] }, ['lineUp']],
    ['rows that both lack', { lineUp: [row(1, 'a')] }, { lineUp: [] }, { lineUp: [] }, []],
    [
      'a field of a single component',
      { theme: row(1, 'a') },
      { theme: row(1, 'b') },
      { theme: sent(1, 'a') },
      ['theme.name'],
    ],
    [
      'another order',
      { lineUp: [row(1, 'a'), row(2, 'a')] },
      { lineUp: [row(2, 'a'), row(1, 'a')] },
      { lineUp: [sent(1, 'a'), sent(2, 'a')] },
      ['lineUp'],
    ],
    ['a deleted version', { title: 'A' }, {}, { title: 'A' }, ['title']],
  ])('%s', (_, opened, theirs, mine, expected) => {
    expect(found(opened, theirs, mine).map(({ path }) => path.join('.'))).toEqual(expected);
  });

  it('keeps theirs where rows of the form are gone, since their links are gone too', () => {
    const mine = { title: 'A', lineUp: [sent(1, 'a'), sent(2, 'b'), sent(undefined, 'c')] };
    const opened = { title: 'A', lineUp: [row(1, 'a'), row(2, 'b')] };
    const kept = found(opened, { title: 'B', lineUp: [row(1, 'a')] }, mine);
    expect(kept.map(({ path, isKept }) => [path, isKept])).toEqual([
      [['title'], false],
      [['lineUp'], true],
    ]);
    expect(withoutKept(mine, kept)).toEqual({ title: 'A' });
    const added = found(opened, { title: 'A', lineUp: [...opened.lineUp, row(3, 'd')] }, mine);
    expect(withoutKept(mine, added)).toEqual(mine);
  });
});

import type { Attribute } from '../schema-state';
import { excerpts, valueText } from './value-text';

const speech = {
  empty: 'empty',
  yes: 'Yes',
  no: 'No',
  rows: (count: number) => `${count} rows`,
  choice: (value: string) => `choice ${value}`,
  instant: (at: string) => `at ${at}`,
};

describe('valueText', () => {
  it.each<[unknown, Attribute, string]>([
    [null, { type: 'string' }, 'empty'],
    ['', { type: 'string' }, 'empty'],
    ['  two\n\nlines ', { type: 'richtext' }, 'two lines'],
    [0, { type: 'integer' }, '0'],
    [false, { type: 'boolean' }, 'No'],
    [true, { type: 'boolean' }, 'Yes'],
    ['dj_set', { type: 'enumeration' }, 'choice dj_set'],
    ['2090-05-04T19:00:00.000Z', { type: 'datetime' }, 'at 2090-05-04T19:00:00.000Z'],
    // What the form holds until it is said which of two instants it means.
    ['2090-05-04 21:00', { type: 'datetime' }, 'at 2090-05-04 21:00'],
    ['soon', { type: 'datetime' }, 'soon'],
    [300, { type: 'integer', customField: 'plugin::content.money' }, '3.00'],
    [['soul', 'jazz'], { type: 'json', customField: 'plugin::content.string-list' }, 'soul, jazz'],
    [[], { type: 'json' }, 'empty'],
    [{ id: 1, name: 'a.png' }, { type: 'media' }, 'a.png'],
    [[{ id: 1 }, { id: 2 }], { type: 'component' }, '2 rows'],
  ])('of %j', (value, attribute, expected) => {
    expect(valueText(value, attribute, speech)).toBe(expected);
  });
});

describe('excerpts', () => {
  it('leaves short texts whole', () => {
    expect(excerpts('Night', 'Nights')).toEqual(['Night', 'Nights']);
  });

  it('shows where long texts begin to differ', () => {
    const same = 'a'.repeat(300);
    const [one, other] = excerpts(`${same}b${same}`, `${same}c${same}`);
    expect(one).toBe(`…${'a'.repeat(30)}b${'a'.repeat(89)}…`);
    expect(other).toBe(`…${'a'.repeat(30)}c${'a'.repeat(89)}…`);
  });

  it('shows the end of texts that differ there', () => {
    const [one, other] = excerpts('a'.repeat(200), `${'a'.repeat(200)}!`);
    expect(one).toBe(`…${'a'.repeat(119)}`);
    expect(other).toBe(`…${'a'.repeat(119)}!`);
  });
});

import type { BrokenRule } from '../../../contract/rules';
import { english } from './english';
import * as formats from './formats';

const said = (rule: BrokenRule | undefined) => rule && english(rule);

type Cases = [format: keyof typeof formats, right: unknown[], wrong: unknown[]];

const cases: Cases[] = [
  ['colour', ['#fff', '#1B2a49'], ['fff', '#ffff', '#12345g', 'red', '#fff;', 7]],
  [
    'cssGradient',
    [
      'linear-gradient(135deg, #0b1d3a, #5b2a86)',
      'radial-gradient(circle at 50% 50%, rgb(0 0 0 / 50%), #fff 80%)',
      'repeating-conic-gradient(from 45deg, #000 0 25%, #fff 0 50%)',
    ],
    [
      '#fff',
      'url(https://example.com/x.png)',
      'linear-gradient(#000, #fff); color: red',
      'linear-gradient(url(//example.com), #fff)',
      'linear-gradient(#000, #fff',
    ],
  ],
  ['slurl', ['secondlife://Ahern/1/2/3'], ['https://example.com', 'Ahern']],
  [
    'httpsUrl',
    ['https://example.com', 'https://example.com/a?b=c#d', 'HTTPS://EXAMPLE.COM'],
    [
      'http://example.com',
      'javascript:alert(1)',
      'example.com',
      'https://',
      'https://a:b@example.com',
      'https://ex ample.com',
    ],
  ],
  ['textKey', ['nav.events', 'title', 'form.e-mail_2'], ['nav..events', '.nav', 'nav events', 'è']],
  ['currency', ['EUR', 'USD', 'CHF'], ['eur', 'EURO', 'DEM', 'ABC', '']],
  [
    'timeZone',
    ['Europe/Rome', 'America/Los_Angeles', 'UTC', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires'],
    ['europe/rome', 'Rome', '+01:00', 'GMT+1', 'Europe/Rome ', 'Mars/Olympus', '', 1],
  ],
  [
    'instant',
    [
      '2026-11-21T20:00:00Z',
      '2026-11-21T20:00:00.000Z',
      '2026-11-21T20:00+01:00',
      new Date('2026-11-21T20:00:00Z'),
      '2000-01-01T00:00:00+14:00',
      '2099-12-31T23:59:59.999-12:00',
    ],
    [
      '2026-11-21T20:00:00',
      '2026-11-21',
      '2026-02-30T20:00:00Z',
      '2026-11-21T25:00:00Z',
      '2026-11-21T20:00:00+24:00',
      '2026-11-21T20:00:00-02:60',
      'tomorrow',
      1763755200000,
      new Date('?'),
      '0026-11-21T20:00:00Z',
      '1999-12-31T23:59:59+14:00',
      '2100-01-01T00:00:00-12:00',
      new Date('2101-01-01T00:00:00Z'),
    ],
  ],
  [
    'stringList',
    [[], ['soul'], Array(50).fill('x'), ['x'.repeat(100)]],
    ['soul', { 0: 'soul' }, [1], [' '], Array(51).fill('x'), ['x'.repeat(101)]],
  ],
];

describe.each(cases)('%s', (name, right, wrong) => {
  const format = formats[name] as formats.Format;
  it.each(right.map((value) => [value]))('takes %p', (value) => expect(format(value)).toBeUndefined());
  it.each(wrong.map((value) => [value]))('refuses %p', (value) =>
    expect(said(format(value))).toMatch(/^must /),
  );
});

it('says what a time zone is really called', () => {
  expect(said(formats.timeZone('europe/rome'))).toContain('Europe/Rome');
});

it.each([
  [formats.textUpTo(3), 'abc', 'abcd'],
  [formats.oneOf(['a', 'b']), 'b', 'c'],
  [formats.wholeNumber(0, 10), 10, 11],
  [formats.wholeNumber(0, 10), 0, -1],
  [formats.wholeNumber(0, 10), 5, 5.5],
  [formats.wholeNumber(0, 10), 5, '5'],
])('limits by case %#', (format, right, wrong) => {
  expect(format(right)).toBeUndefined();
  expect(said(format(wrong))).toMatch(/^must be|^must have/);
});

describe('a text of emoji that is too long', () => {
  const counted = ', of which emoji and some other signs count as two';
  it.each([
    [formats.textUpTo(255), '🎷'.repeat(128), `must have at most 255 characters${counted}`],
    [formats.textUpTo(255), '🎷'.repeat(256), 'must have at most 255 characters'],
    [formats.stringList, ['🎷'.repeat(51)], `must have entries of at most 100 characters${counted}`],
  ])('explains how they are counted, case %#', (format, value, issue) => {
    expect(said(format(value))).toBe(issue);
  });
});

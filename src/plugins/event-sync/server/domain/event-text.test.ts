import fc from 'fast-check';
import { hostileText } from '../../../../../tests/support/hostile-text';
import {
  clockTime,
  cuttable,
  fit,
  kept,
  localSpan,
  plainParagraphs,
  shorten,
  withOffset,
  type Block,
} from './event-text';

const rome = 'Europe/Rome';

describe('localSpan', () => {
  it.each([
    [
      'an evening',
      '2026-11-21T21:00:00Z',
      '2026-11-21T23:30:00Z',
      rome,
      'Sat 21 Nov 2026, 22:00 CET – 00:30 CET',
    ],
    [
      'the clocks go forward',
      '2026-03-29T00:30:00Z',
      '2026-03-29T01:30:00Z',
      rome,
      'Sun 29 Mar 2026, 01:30 CET – 03:30 CEST',
    ],
    [
      'the clocks go back',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
      rome,
      'Sun 25 Oct 2026, 02:30 CEST – 02:30 CET',
    ],
    [
      'an exhibition',
      '2026-11-21T20:00:00Z',
      '2026-11-28T20:00:00Z',
      rome,
      'Sat 21 Nov 2026, 21:00 CET – Sat 28 Nov 2026, 21:00 CET',
    ],
    [
      'half an hour off',
      '2026-11-21T20:00:00Z',
      '2026-11-21T21:00:00Z',
      'Asia/Kolkata',
      'Sun 22 Nov 2026, 01:30 GMT+5:30 – 02:30 GMT+5:30',
    ],
  ])('%s', (_case, start, end, zone, expected) => {
    expect(localSpan(start, end, zone)).toBe(expected);
  });
});

it('clockTime is of the zone', () => {
  expect(clockTime('2026-11-21T23:05:00Z', rome)).toBe('00:05');
});

describe('withOffset', () => {
  it.each([
    ['2026-03-29T00:59:59Z', '2026-03-29T01:59:59+01:00'],
    ['2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00'],
  ])('%s in Rome is %s', (moment, expected) => {
    expect(withOffset(moment, rome)).toBe(expected);
  });

  it('means the same second in every zone, whatever its clocks do', () => {
    const seconds = fc.integer({ min: Date.UTC(2020, 0) / 1000, max: Date.UTC(2040, 0) / 1000 });
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(seconds, zones, (second, zone) => {
        const moment = new Date(second * 1000).toISOString();
        expect(Date.parse(withOffset(moment, zone))).toBe(second * 1000);
      }),
    );
  });
});

it('plainParagraphs keeps paragraphs and lists, and drops marks', () => {
  const markdown =
    '# Doors\n\nA **long** [night](https://x.test)\nof _echoes_\n\n- one\n- two\n\n![poster](p.webp)';
  expect(plainParagraphs(markdown)).toBe('Doors\n\nA long night of echoes\n\none\n\ntwo');
});

describe('shorten', () => {
  it.each([
    ['what fits', 'four words fit here', 19, 'four words fit here'],
    ['at a word', 'four words fit here', 18, 'four words fit…'],
    ['at a paragraph where one is near', 'one two three\n\nfour five', 20, 'one two three…'],
    ['at a word where the paragraph is far', 'one\n\ntwo three four five', 20, 'one\n\ntwo three…'],
    ['in a word without end', 'aaaaaaaaaa', 5, 'aaaa…'],
    ['never in a character', 'aaa🎸🎸', 5, 'aaa…'],
    ['to nothing', 'word', 0, ''],
  ])('%s', (_case, text, limit, expected) => {
    expect(shorten(text, limit)).toBe(expected);
  });

  it('keeps to its limit and to whole characters', () => {
    fc.assert(
      fc.property(hostileText(), fc.nat(120), (hostile, limit) => {
        const text = plainParagraphs(hostile);
        const short = shorten(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(/\p{Surrogate}/u);
        expect(text.startsWith(short.replace(/…$/, ''))).toBe(true);
      }),
    );
  });
});

const long = 'word '.repeat(20).trim();

it.each<[string, Block[], number, string]>([
  [
    'all of what fits',
    [kept('When', 'Where'), cuttable('Text'), kept('Link')],
    100,
    'When\nWhere\n\nText\n\nLink',
  ],
  ['nothing of what is empty', [kept(''), cuttable('Text'), cuttable('')], 100, 'Text'],
  [
    'the text cut, not what follows it',
    [cuttable(long), kept('https://club.test/events/night')],
    80,
    'word word word word word word word word word…\n\nhttps://club.test/events/night',
  ],
  [
    'to the last character',
    [cuttable('Text'), cuttable('x'.repeat(100)), kept('https://club.test/events/night')],
    80,
    `Text\n\n${'x'.repeat(41)}…\n\nhttps://club.test/events/night`,
  ],
  ['the first text rather than the second', [cuttable(long), cuttable(long)], 110, `${long}`],
  ['even what is to be kept, where it must be', [kept(long)], 10, 'word word…'],
])('%s', (_case, blocks, limit, expected) => {
  expect(fit(blocks, limit)).toBe(expected);
});

it('keeps to its limit, and keeps what fits', () => {
  const block = fc.record({ text: fc.lorem({ maxCount: 30 }), keep: fc.boolean() });
  fc.assert(
    fc.property(fc.array(block, { maxLength: 6 }), fc.integer({ min: 10, max: 600 }), (blocks, limit) => {
      const text = fit(blocks, limit);
      expect(text.length).toBeLessThanOrEqual(limit);
      const wholes = blocks.filter(({ keep }) => keep);
      const needed = wholes.reduce((sum, { text: { length } }) => sum + length + 2, 0);
      if (needed <= limit) for (const whole of wholes) expect(text).toContain(whole.text);
    }),
  );
});

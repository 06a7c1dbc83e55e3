import fc from 'fast-check';
import { cuttable, fit, kept, type Block } from './fit';

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

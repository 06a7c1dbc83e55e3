import { linksToPutBack, type Place } from './kept-links';

const place = (id: number, target: number | null, said: object = {}): Place => ({
  id,
  target,
  said: { ...said },
});
const [host, dj] = [{ role: 'host' }, { role: 'dj' }];

it.each<[string, (Place | undefined)[], Place[], [number, number][]]>([
  ['the one link of a row', [place(1, 70)], [place(11, null)], [[11, 70]]],
  ['no link where there is one', [place(1, 70)], [place(11, 80)], []],
  ['no link where there was none', [place(1, null)], [place(11, null)], []],
  ['no link for what is published', [undefined], [place(11, null)], []],
  ['entries by their order', [undefined, place(2, 70)], [place(11, 80), place(12, null)], [[12, 70]]],
  [
    'several entries alike',
    [place(1, 70), place(2, 71)],
    [place(11, null), place(12, null)],
    [
      [11, 70],
      [12, 71],
    ],
  ],
  [
    'an entry after one that was taken out',
    [place(2, 70, dj)],
    [place(11, 80), place(12, null, dj)],
    [[12, 70]],
  ],
  [
    'entries that changed places',
    [place(2, 71, dj), place(1, 70, host)],
    [place(11, null, host), place(12, null, dj)],
    [
      [12, 71],
      [11, 70],
    ],
  ],
  [
    'an entry that was changed',
    [undefined, place(2, 70, dj)],
    [place(11, 80), place(12, null, host)],
    [[12, 70]],
  ],
  ['not an entry that was added', [place(1, null), place(2, 70)], [place(11, null)], []],
  [
    'not into the place of one taken out',
    [place(2, 71, dj)],
    [place(11, null, host), place(12, null, dj)],
    [[12, 71]],
  ],
])('%s', (_what, before, after, links) =>
  expect(linksToPutBack(before, after)).toEqual(links.map(([owner, target]) => ({ owner, target }))),
);

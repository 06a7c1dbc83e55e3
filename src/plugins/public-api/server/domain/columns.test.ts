import { boolean, choice, integer, json, timestamp, text, textList } from './columns';

describe('columns read alike from both databases', () => {
  it.each([
    ['text', text, 'a', 'a'],
    ['empty text', text, '', null],
    ['no text', text, null, null],
    ['integer', integer, 5, 5],
    ['big integer of MySQL', integer, '5', 5],
    ['no integer', integer, null, null],
    ['true in SQLite', boolean, 1, true],
    ['true in a driver that casts', boolean, true, true],
    ['false', boolean, 0, false],
    ['absent boolean', boolean, null, false],
    ['timestamp in SQLite', timestamp, 1795291200000, new Date('2026-11-21T20:00:00Z')],
    ['timestamp in MySQL', timestamp, new Date('2026-11-21T20:00:00Z'), new Date('2026-11-21T20:00:00Z')],
    ['timestamp as MySQL text', timestamp, '2026-11-21 20:00:00.000', new Date('2026-11-21T20:00:00Z')],
    ['no timestamp', timestamp, null, null],
    ['json in SQLite', json, '{"a":1}', { a: 1 }],
    ['json in MySQL', json, { a: 1 }, { a: 1 }],
    ['list', textList, '["a","b"]', ['a', 'b']],
    ['list with a stranger', textList, ['a', 5], ['a']],
    ['no list', textList, null, []],
    ['list with half a character', textList, String.raw`["a\ud83c", "\ud83c\udfb8"]`, ['a\ufffd', '🎸']],
    ['choice', choice(['a', 'b']), 'b', 'b'],
    ['a choice that is gone', choice(['a', 'b']), 'c', null],
  ] as const)('%s', (_case, column, raw, expected) => {
    expect(column(raw)).toEqual(expected);
  });
});

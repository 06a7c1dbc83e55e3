import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { foldAllLetters } from './sqlite-letters';

const own = new Sqlite(':memory:');
foldAllLetters(own);
const native = new Sqlite(':memory:');

type Value = string | number | bigint | Buffer | null;
const valueOf = (database: Sqlite.Database, sql: string, ...values: Value[]): unknown =>
  database
    .prepare(`SELECT ${sql}`)
    .pluck()
    .get(...values);
const like = (text: Value, pattern: Value, database = own): unknown =>
  valueOf(database, `? LIKE ? ESCAPE '\\'`, text, pattern);

describe('LOWER', () => {
  it.each<[Value, Value]>([
    ['Éclair', 'éclair'],
    ['e\u0301CLAIR', 'e\u0301clair'],
    ['STRAẞE', 'straße'],
    ['ПРИВЕТ', 'привет'],
    ['ΟΔΟΣ ΣΟΦΙΑΣ', 'οδοσ σοφιασ'],
    ['οδος', 'οδοσ'],
    ['İstanbul', 'istanbul'],
    ['ISPARTA', 'isparta'],
    ['ı', 'ı'],
    ['🍺 BAR', '🍺 bar'],
    ['', ''],
    [null, null],
    [1.5, '1.5'],
    [9_007_199_254_740_993n, '9007199254740993'],
    [Buffer.from('É'), 'é'],
  ])('of %p is %p', (value, lower) => expect(valueOf(own, 'LOWER(?)', value)).toBe(lower));
});

describe('LIKE', () => {
  it.each<[Value, Value, Value]>([
    ['Éclair', 'éCLAIR', 1],
    ['Éclair', '%ÉCL%', 1],
    ['Éclair', 'ecl%', 0],
    ['ΟΔΟΣΗΜΑ', 'οδος%', 1],
    ['οδος', '%ΟΣ', 1],
    ['İstanbul', '%ISTANBUL', 1],
    ['Straße', 'STRASSE', 0],
    ['🍺É', '%é', 1],
    ['my_file.png', '%Y_f%', 1],
    ['my file.png', '%y_f%', 0],
    ['100%', '100\\%', 1],
    ['1000', '100\\%', 0],
    ['a_É', 'a\\_é', 1],
    ['a\\', 'a\\\\', 1],
    ['a', 'a\\', 0],
    ['aab', '%ab', 1],
    ['ab', '%ab%b', 0],
    ['a\u0000b', 'a\u0000c', 0],
    ['', '%', 1],
    [1234n, '%23%', 1],
    [null, '%', null],
    ['a', null, null],
  ])('%p LIKE %p is %p', (text, pattern, matches) => expect(like(text, pattern)).toBe(matches));

  it('takes another sign for an escape, none, and none that there is', () => {
    expect(valueOf(own, `'É%' LIKE 'é!%' ESCAPE '!'`)).toBe(1);
    expect(valueOf(own, `'É!x' LIKE 'é!%'`)).toBe(1);
    expect(valueOf(own, `'É' LIKE 'é' ESCAPE NULL`)).toBeNull();
    expect(valueOf(own, `'É' NOT LIKE 'é'`)).toBe(0);
  });

  it('is that of SQLite where letters have one case', () => {
    const texts = (...pieces: string[]) =>
      fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((each) => each.join(''));
    fc.assert(
      fc.property(
        texts('a', 'A', 'b', 'é', '🍺', '%', '_', '\\'),
        texts('a', 'b', 'B', 'é', '🍺', '%', '%', '%', '\\%', '\\_', '\\\\'),
        (text, pattern) => expect(like(text, pattern)).toBe(like(text, pattern, native)),
      ),
      { numRuns: 5_000 },
    );
  });

  it('tries no place twice', () => {
    expect(like('a'.repeat(20_000), `${'%a'.repeat(100)}%b`)).toBe(0);
  });
});

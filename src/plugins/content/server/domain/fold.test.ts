import fc from 'fast-check';
import { fold } from './fold';

describe('fold', () => {
  it.each([
    ['Élodie’s CAFÉ', "elodie's cafe"],
    ['Straße', 'strasse'],
    ['Œuvre, Ærø, Łódź', 'oeuvre, aero, lodz'],
    ['İstanbul', 'istanbul'],
    ['naïve – “yes”', 'naive - "yes"'],
    ['  two\n\tlines ', 'two lines'],
    ['ﬁne', 'fine'],
    ['Ñandú', 'nandu'],
    ['Traum\u00adhöhle', 'traumhohle'],
    ['zero\u200bwidth\u2060 join\u200der\ufeff', 'zerowidth joiner'],
    ['\u202eleft\u202c', 'left'],
    ['well‐known, trip‑hop, 1984‒1989, −5, ‐a－b', 'well-known, trip-hop, 1984-1989, -5, -a-b'],
    ['„a“ ‚b‘ ‹c› 〝d〟 rock ’n’ roll, l´arte, Oʼahu', "\"a\" 'b' 'c' \"d\" rock 'n' roll, l'arte, o'ahu"],
    ['6′ 12″', '6\' 12"'],
    ['Ὀδυσσεύς', 'οδυσσευσ'],
    ['❤️ and ❤', '❤ and ❤'],
    ['🍺 🍣', '🍺 🍣'],
    ['🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['a\u0000b\u0007c\u0085d', 'abc d'],
    ['a\ud800b', 'ab'],
    ['´´', ''],
    ['¨¨', ''],
    ['\u0301\u0308', ''],
    ['\u0000\u0000', ''],
  ])('%s', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  it('is done after once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(fold(fold(text))).toBe(fold(text))),
    );
  });

  it('does not care for case', () => {
    fc.assert(
      fc.property(fc.string(), (text) => expect(fold(text.toUpperCase())).toBe(fold(text.toLowerCase()))),
    );
  });
});

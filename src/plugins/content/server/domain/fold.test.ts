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

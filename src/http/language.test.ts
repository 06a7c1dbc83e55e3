import fc from 'fast-check';
import { languages } from '../shared/server/languages';
import { chooseLanguage } from './language';

describe('chooseLanguage', () => {
  it.each([
    ['asked by name beats the header', 'fr', 'it', 'fr'],
    ['no header', undefined, undefined, 'en'],
    ['an empty header', undefined, '', 'en'],
    ['a region', undefined, 'it-IT', 'it'],
    ['a region in any case', undefined, 'FR-ca', 'fr'],
    ['the first of equals', undefined, 'es, it', 'es'],
    ['quality before order', undefined, 'it;q=0.5, fr;q=0.9', 'fr'],
    ['a language unknown here', undefined, 'de, it;q=0.1', 'it'],
    ['nothing known', undefined, 'de, pt-BR', 'en'],
    ['a refused one', undefined, 'it;q=0, fr;q=0.1', 'fr'],
    ['anything but English', undefined, 'en;q=0, *;q=0.5', 'it'],
    ['the star last', undefined, '*;q=0.5, es;q=0.4, fr', 'fr'],
    ['the star alone', undefined, '*', 'en'],
    ['a broken quality counts as none', undefined, 'it;q=high, fr;q=0.1', 'fr'],
    ['a language whose name begins like another', undefined, 'ita, fr;q=0.1', 'fr'],
    ['spaces', undefined, ' it ; q=0.8 , fr ; q=0.9 ', 'fr'],
  ] as const)('%s', (_case, asked, header, expected) => {
    expect(chooseLanguage(asked, header)).toBe(expected);
  });

  it('answers with a language of the club, whatever the header', () => {
    fc.assert(fc.property(fc.string(), (header) => languages.includes(chooseLanguage(undefined, header))));
  });

  it('never chooses a language with less quality than another that is named', () => {
    const entries = fc.uniqueArray(
      fc.record({ language: fc.constantFrom(...languages), thousandths: fc.integer({ min: 1, max: 1000 }) }),
      { selector: (entry) => entry.language, minLength: 1 },
    );
    fc.assert(
      fc.property(entries, (named) => {
        const header = named
          .map(({ language, thousandths }) => `${language};q=${(thousandths / 1000).toFixed(3)}`)
          .join(',');
        const chosen = named.find(({ language }) => language === chooseLanguage(undefined, header));
        expect(chosen?.thousandths).toBe(Math.max(...named.map(({ thousandths }) => thousandths)));
      }),
    );
  });
});

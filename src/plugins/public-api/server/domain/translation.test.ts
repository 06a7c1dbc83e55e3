import fc from 'fast-check';
import { languages } from '../../../../shared/server/languages';
import { isMissing } from '../../../../shared/server/missing';
import { valueWithFallback } from './columns';

describe('valueWithFallback', () => {
  it.each([
    ['English is what it is', 'Cave', 'Grotta', 'en', 'Cave', false],
    ['a translation', 'Cave', 'Grotta', 'it', 'Grotta', false],
    ['none', 'Cave', null, 'it', 'Cave', true],
    ['an empty one', 'Cave', '', 'it', 'Cave', true],
    ['one of spaces alone', 'Cave', '  ', 'it', 'Cave', true],
    ['an empty list', ['a'], [], 'it', ['a'], true],
    ['nothing in either', null, null, 'it', null, false],
    ['only the translation', null, 'Grotta', 'it', 'Grotta', false],
  ] as const)('%s', (_case, english, translated, language, value, fellBack) => {
    expect(valueWithFallback<unknown>(english, translated, language)).toEqual({ value, fellBack });
  });

  it('loses nothing that anybody wrote, and says truly what fell back', () => {
    const written = fc.option(fc.string());
    fc.assert(
      fc.property(written, written, fc.constantFrom(...languages), (english, translated, language) => {
        const { value, fellBack } = valueWithFallback(english, translated, language);
        if (language !== 'en') expect(isMissing(value)).toBe(isMissing(english) && isMissing(translated));
        expect(fellBack).toBe(language !== 'en' && isMissing(translated) && !isMissing(english));
      }),
    );
  });
});

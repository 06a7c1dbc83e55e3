import { languages, type Language } from '../../../../shared/server/languages';

/** Messages about English and the other languages, in the language of the panel; API clients get English. */
const texts = {
  sameEverywhere: {
    en: 'is the same in every language: change it in the English version',
    it: 'è uguale in tutte le lingue: si modifica nella versione inglese',
    fr: 'est identique dans toutes les langues : modifiez la version anglaise',
    es: 'es igual en todos los idiomas: cámbialo en la versión inglesa',
  },
  englishFirst: {
    en: 'English comes first: write it in English, then translate it',
    it: 'Prima l’inglese: scrivi il contenuto in inglese, poi traducilo',
    fr: 'L’anglais d’abord : rédigez en anglais, puis traduisez',
    es: 'Primero el inglés: escríbelo en inglés y luego tradúcelo',
  },
  publishEnglishFirst: {
    en: 'The English version is not published: publish it first, or all languages together',
    it: 'La versione inglese non è pubblicata: pubblica prima quella, o tutte le lingue insieme',
    fr: 'La version anglaise n’est pas publiée : publiez-la d’abord, ou toutes les langues ensemble',
    es: 'La versión inglesa no está publicada: publícala primero, o todos los idiomas a la vez',
  },
  englishLast: {
    en: 'English is deleted last: delete the document in all languages, or these others first',
    it: 'L’inglese si elimina per ultimo: elimina il documento in tutte le lingue, o prima le altre',
    fr: 'L’anglais se supprime en dernier : supprimez le document dans toutes les langues, ou d’abord les autres',
    es: 'El inglés se elimina el último: elimina el documento en todos los idiomas, o antes los demás',
  },
  oneLanguage: {
    en: `must be one of ${languages.join(', ')}`,
    it: `deve essere uno di ${languages.join(', ')}`,
    fr: `doit être l’une de ${languages.join(', ')}`,
    es: `debe ser uno de ${languages.join(', ')}`,
  },
} as const satisfies Record<string, Record<Language, string>>;

export type EnglishText = keyof typeof texts;

export const englishText = (key: EnglishText, language: Language): string => texts[key][language];

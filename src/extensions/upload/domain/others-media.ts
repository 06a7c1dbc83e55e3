import type { Language } from '../../../shared/server/languages';

const sentences: Readonly<Record<Language, string>> = {
  en: 'Others have put this in the media library, and only they or an editor may change it',
  it: 'Questo è stato caricato da altri, e solo loro o un redattore possono modificarlo',
  fr: 'Ceci a été ajouté par d’autres : seuls eux ou un éditeur peuvent le modifier',
  es: 'Esto lo han subido otras personas, y solo ellas o un editor pueden cambiarlo',
};

/** The maximum number of names in a refusal; a selection may be large. */
const most = 10;

/** Why a selection of files and folders may not be moved or deleted. */
export function refusalOfOthers(names: readonly string[], language: Language): string {
  const named = [...new Set(names)].slice(0, most).map((name) => `«${name}»`);
  return `${sentences[language]}: ${named.join(', ')}${names.length > named.length ? ', …' : ''}`;
}

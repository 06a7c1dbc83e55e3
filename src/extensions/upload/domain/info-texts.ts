import { brokenRule } from '../../../plugins/content/contract/rules';
import { ruleText } from '../../../plugins/content/server/domain/rules/english';
import type { Language } from '../../../shared/server/languages';
import { z } from 'zod';

/** What the media library calls the info of files. */
const labels: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { name: 'File name', alternativeText: 'Alternative text', caption: 'Caption' },
  it: { name: 'Nome del file', alternativeText: 'Testo alternativo', caption: 'Didascalia' },
  fr: { name: 'Nom du fichier', alternativeText: 'Texte alternatif', caption: 'Légende' },
  es: { name: 'Nombre del archivo', alternativeText: 'Texto alternativo', caption: 'Pie de foto' },
};

const ofRules = z.object({
  details: z.object({ errors: z.array(z.object({ path: z.array(z.string()), rule: brokenRule })).min(1) }),
});

/**
 * A refusal of the info of files in a language of the panel, whose media library shows its message only; null if the error is
 * none, or English is what it says already.
 */
export function infoRefusalIn(error: unknown, language: Language): string | null {
  const { data } = ofRules.safeParse(error);
  if (!data || language === 'en') return null;
  const colon = language === 'fr' ? '\u00a0:' : ':';
  return data.details.errors
    .map(({ path, rule }) => {
      const field = path.at(-1) ?? '';
      return `${labels[language][field] ?? field}${colon} ${ruleText(rule, language)}`;
    })
    .join('; ');
}

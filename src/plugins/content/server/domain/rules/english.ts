import { IntlMessageFormat } from 'intl-messageformat';
import { defaultLanguage, type Language } from '../../../../../shared/server/languages';
import es from '../../../contract/rules/es.json';
import fr from '../../../contract/rules/fr.json';
import it from '../../../contract/rules/it.json';
import { ruleTexts, type BrokenRule, type RuleKey, type RuleValue } from '../../../contract/rules';

const texts: Readonly<Record<Language, Readonly<Record<RuleKey, string>>>> = { en: ruleTexts, it, fr, es };
const formats = new Map<string, IntlMessageFormat>();

function formatOf(key: RuleKey, language: Language): IntlMessageFormat {
  const name = `${language} ${key}`;
  const known = formats.get(name);
  if (known) return known;
  const made = new IntlMessageFormat(texts[language][key], language);
  formats.set(name, made);
  return made;
}

const plain = (value: RuleValue): string | number => {
  if (typeof value !== 'object') return value;
  return 'field' in value ? value.field : value.choices.join(', ');
};

/** What a broken rule requires, with attributes by their own names. */
export function ruleText({ key, values = {} }: BrokenRule, language: Language): string {
  const given = Object.entries(values).map(([name, value]) => [name, plain(value)] as const);
  return String(formatOf(key, language).format(Object.fromEntries(given)));
}

/** The same in English: for REST, GraphQL, imports and the log. */
export const english = (rule: BrokenRule): string => ruleText(rule, defaultLanguage);

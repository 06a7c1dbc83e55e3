import { documentFaults } from '../rules';
import { distinct } from '../rules/faults';
import type { ContentDocument } from './documents';
import { components, kinds, languages, localizedAttributes, mainLanguage, type KindName } from './kinds';
import type { Path } from './walk';

/** The values of one language as the rules on save see them, and where each of them stands in a file. */
function judged(name: KindName, { published, shared, translations }: ContentDocument, language: string) {
  const english = { ...shared, ...translations[mainLanguage] };
  const values = language === mainLanguage ? english : { ...shared, ...translations[language] };
  return documentFaults({
    uid: kinds[name].uid,
    attributes: kinds[name].attributes,
    componentOf: (uid) => components[uid] ?? {},
    values,
    english,
    isComplete: published || !kinds[name].draftAndPublish,
  });
}

/** What the rules on save, which hold for every door, have against a document of a file; its times are resolved. */
export function ruleFaults(name: KindName, document: ContentDocument): { path: Path; message: string }[] {
  const faults = languages
    .filter((language) => language === mainLanguage || document.translations[language] !== undefined)
    .flatMap((language) =>
      judged(name, document, language).map(({ path: [attribute = '', ...inner], message }) => ({
        message,
        path: [...placeOf(name, attribute, language), ...inner],
      })),
    );
  return distinct(faults).map(({ path, message }) => ({
    path: path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    message,
  }));
}

function placeOf(name: KindName, attribute: string, language: string): string[] {
  const isTranslated = localizedAttributes(name).some(([each]) => each === attribute);
  return isTranslated ? ['translations', language, attribute] : [attribute];
}

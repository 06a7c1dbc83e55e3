import { defaultLanguage, languages } from '../../../../../shared/server/languages';
import { documentIssues } from '../rules';
import { distinct } from '../rules/issues';
import { contentDocument, schemaFor, type ContentDocument, type JsonObject } from './document-schema';
import { issuesOf, type PlacedIssue } from './issues';
import { keysIn } from './keys';
import { components, kinds, type KindName } from './kinds';
import { resolveTime, type TimeContext } from './times';
import { mapLeaves, type Path } from './walk';

export interface ReadDocument {
  /** Never empty: see `keysIn`. */
  keys: readonly string[];
  document: ContentDocument;
}

/**
 * Reads one document of a file and returns it with its times resolved, or all its issues. What depends on other documents
 * (references, repeated slugs) is not checked here.
 */
export function readDocument(
  name: KindName,
  value: unknown,
  now: Date,
): { read: ReadDocument; issues?: undefined } | { issues: PlacedIssue[]; read?: undefined } {
  const parsed = schemaFor(name, value).safeParse(value);
  if (!parsed.success) return { issues: issuesOf(parsed.error, value) };
  const document = contentDocument(parsed.data);
  const { shared, issues } = resolveTimes(name, document.shared, now);
  if (issues.length > 0) return { issues };
  const resolved = { ...document, shared };
  const broken = ruleIssues(name, resolved);
  return broken.length > 0 ? { issues: broken } : { read: { keys: keysIn(name, value), document: resolved } };
}

/**
 * The shared values of a document with each time as an instant, and the issues of times that cannot be resolved. Days are
 * counted in the document's `timezone`, if its kind has one, else in UTC; `start` is its `startTime`.
 */
export function resolveTimes(
  name: KindName,
  shared: JsonObject,
  now: Date,
): { shared: JsonObject; issues: PlacedIssue[] } {
  const issues: PlacedIssue[] = [];
  const given = shared['timezone'] ?? kinds[name].attributes['timezone']?.default;
  const zone = typeof given === 'string' ? given : 'UTC';
  const instant = (path: Path, text: string, context: TimeContext): string | undefined => {
    const resolved = resolveTime(text, context);
    if ('instant' in resolved) return resolved.instant;
    issues.push({ path, message: resolved.issue });
    return undefined;
  };
  const { startTime } = shared;
  const start = typeof startTime === 'string' ? instant(['startTime'], startTime, { now, zone }) : undefined;
  const resolved = mapLeaves(name, shared, ({ path, definition, value }) => {
    if (definition.type !== 'datetime' || typeof value !== 'string') return undefined;
    return path[0] === 'startTime' ? start : instant(path, value, { now, zone, start });
  });
  return { shared: resolved, issues };
}

/** The issues that the rules on save find in a document of a file, whose times are resolved. */
function ruleIssues(name: KindName, { published, shared, translations }: ContentDocument): PlacedIssue[] {
  const { uid, attributes, draftAndPublish, localized } = kinds[name];
  const english = { ...shared, ...translations[defaultLanguage] };
  const componentOf = (component: string) => components[component] ?? {};
  const isComplete = published || !draftAndPublish;
  const issues = languages
    .filter((language) => language === defaultLanguage || translations[language] !== undefined)
    .flatMap((language) => {
      const values = language === defaultLanguage ? english : { ...shared, ...translations[language] };
      const found = documentIssues({ uid, attributes, componentOf, values, english, isComplete });
      return found.map(({ path, message }) => {
        const isTranslated = localized.some(([each]) => each === path[0]);
        return { message, path: isTranslated ? ['translations', language, ...path] : path };
      });
    });
  return distinct(issues).map(({ path, message }) => ({
    path: path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    message,
  }));
}

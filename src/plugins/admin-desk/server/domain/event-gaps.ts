import { isMissing } from '../../../../shared/server/missing';
import type { Gap } from '../../contract/home';
import { defaultLanguage, languages, type Language } from '../../../../shared/server/languages';

/** The texts of an entry by language, each by its attribute. */
type Texts = Readonly<Partial<Record<Language, Readonly<Record<string, unknown>>>>>;

/** An upcoming event as it is planned: its drafts. */
export interface PlannedEvent {
  eventType: string | null;
  hasCover: boolean;
  hasLocation: boolean;
  /** By entry, whether it names an artist. */
  lineUp: readonly boolean[];
  texts: Texts;
}

/** Kinds of events at which somebody plays. */
const performances: readonly (string | null)[] = ['live_music', 'dj_set', 'open_mic'];

/** What an event lacks that guests would look for, the most visible first. */
export function gapsOf({ eventType, hasCover, hasLocation, lineUp, texts }: PlannedEvent): Gap[] {
  const english = texts[defaultLanguage];
  const gaps: Gap[] = [];
  if (!hasLocation) gaps.push('location');
  if (!hasCover) gaps.push('cover');
  if (isMissing(english?.['description'])) gaps.push('description');
  if (lineUp.length === 0 && performances.includes(eventType)) gaps.push('lineUp');
  if (lineUp.includes(false)) gaps.push('artist');
  return gaps;
}

/** The languages that lack a text which English has. */
export function untranslated({ texts }: { texts: Texts }): Language[] {
  const english = texts[defaultLanguage];
  if (!english) return [];
  const lacks = (text: Readonly<Record<string, unknown>> | undefined): boolean =>
    Object.keys(english).some((name) => !isMissing(english[name]) && isMissing(text?.[name]));
  return languages.filter((language) => language !== defaultLanguage && lacks(texts[language]));
}

import { isMissing } from '../../../../shared/server/missing';
import type { Gap } from '../../contract/home';
import { defaultLanguage, languages, type Language } from '../../../../shared/server/languages';

export interface EventText {
  title: string | null;
  description: string | null;
}

/** An upcoming event as it is planned: its drafts. */
export interface PlannedEvent {
  eventType: string | null;
  hasCover: boolean;
  hasLocation: boolean;
  /** By entry, whether it names an artist. */
  lineUp: readonly boolean[];
  texts: Readonly<Partial<Record<Language, EventText>>>;
}

/** Kinds of events at which somebody plays. */
const performances: readonly (string | null)[] = ['live_music', 'dj_set', 'open_mic'];

/** What an event lacks that guests would look for, the most visible first. */
export function gapsOf({ eventType, hasCover, hasLocation, lineUp, texts }: PlannedEvent): Gap[] {
  const english = texts[defaultLanguage];
  const gaps: Gap[] = [];
  if (!hasLocation) gaps.push('location');
  if (!hasCover) gaps.push('cover');
  if (isMissing(english?.description)) gaps.push('description');
  if (lineUp.length === 0 && performances.includes(eventType)) gaps.push('lineUp');
  if (lineUp.includes(false)) gaps.push('artist');
  return gaps;
}

/** The languages that lack a text which English has. */
export function untranslated({ texts }: Pick<PlannedEvent, 'texts'>): Language[] {
  const english = texts[defaultLanguage];
  if (!english) return [];
  const lacks = (text: EventText | undefined): boolean =>
    (['title', 'description'] as const).some((name) => !isMissing(english[name]) && isMissing(text?.[name]));
  return languages.filter((language) => language !== defaultLanguage && lacks(texts[language]));
}

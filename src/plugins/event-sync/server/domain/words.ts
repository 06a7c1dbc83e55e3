import { eventWords } from '../../../content/server/domain/event-words';
import type { Language } from '../../../content/server/domain/languages';
import type { EventStatus, EventType } from './rows';

/** English first, since it is what every document has; languages are named as their speakers do. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  it: 'Italiano',
  fr: 'Français',
  es: 'Español',
};

export const typeNames: Readonly<Record<EventType, string>> = eventWords.en.types;

export const statusNames: Readonly<Record<Exclude<EventStatus, 'scheduled'>, string>> =
  eventWords.en.statuses;

/** A role in a line-up, as it stands in brackets. */
export const roleName = (role: string): string => (role === 'dj' ? 'DJ' : role);

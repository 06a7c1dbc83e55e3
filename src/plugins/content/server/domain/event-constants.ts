import type { Language } from '../../../../shared/server/languages';

/** The same as in the event's schema; a test compares them. */
export const eventTypes = ['live_music', 'dj_set', 'open_mic', 'theme_party', 'exhibition', 'other'] as const;
export type EventType = (typeof eventTypes)[number];
export const eventStatuses = ['scheduled', 'cancelled', 'postponed'] as const;
export type EventStatus = (typeof eventStatuses)[number];

const english: EventWords = {
  types: {
    live_music: 'Live music',
    dj_set: 'DJ set',
    open_mic: 'Open mic',
    theme_party: 'Theme party',
    exhibition: 'Exhibition',
    other: 'Other',
  },
  statuses: { cancelled: 'Cancelled', postponed: 'Postponed' },
};

interface EventWords {
  types: Readonly<Record<EventType, string>>;
  statuses: Readonly<Record<Exclude<EventStatus, 'scheduled'>, string>>;
}

/** Labels of event types, and of the statuses that are worth mentioning. */
export const eventWords: Readonly<Record<Language, EventWords>> = {
  en: english,
  it: {
    types: {
      live_music: 'Musica dal vivo',
      dj_set: 'DJ set',
      open_mic: 'Microfono aperto',
      theme_party: 'Festa a tema',
      exhibition: 'Mostra',
      other: 'Altro',
    },
    statuses: { cancelled: 'Annullato', postponed: 'Rinviato' },
  },
  fr: {
    types: {
      live_music: 'Concert',
      dj_set: 'DJ set',
      open_mic: 'Scène ouverte',
      theme_party: 'Soirée à thème',
      exhibition: 'Exposition',
      other: 'Autre',
    },
    statuses: { cancelled: 'Annulé', postponed: 'Reporté' },
  },
  es: {
    types: {
      live_music: 'Música en vivo',
      dj_set: 'Sesión de DJ',
      open_mic: 'Micrófono abierto',
      theme_party: 'Fiesta temática',
      exhibition: 'Exposición',
      other: 'Otro',
    },
    statuses: { cancelled: 'Cancelado', postponed: 'Aplazado' },
  },
};

/**
 * The maximum length of an event. Exhibitions fit, and agenda queries can skip everything that began earlier without
 * checking when it ended.
 */
export const longestEventDays = 92;

/** How long calendars keep an event that has ended, so that it does not vanish the morning after; it is kept up to date as long. */
export const calendarRetentionDays = 90;

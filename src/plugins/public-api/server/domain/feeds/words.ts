import { eventWords, type EventStatus } from '../../../../content/server/domain/event-constants';
import type { EventView } from '../views/event';
import type { Language } from '../../../../../shared/server/languages';

export type EventType = NonNullable<EventView['event_type']>;

interface Words {
  events: string;
  blog: string;
  lineUp: string;
  roles: Readonly<Record<string, string>>;
  types: Readonly<Record<EventType, string>>;
  statuses: Readonly<Record<Exclude<EventStatus, 'scheduled'>, string>>;
}

/** What feeds say of themselves. The website's own texts are not in reach here: staff may rename or delete those. */
export const words: Readonly<Record<Language, Words>> = {
  en: {
    events: 'Events',
    blog: 'Blog',
    lineUp: 'Line-up',
    roles: { headliner: 'headliner', support: 'support', dj: 'DJ', host: 'host', guest: 'guest' },
    ...eventWords.en,
  },
  it: {
    events: 'Eventi',
    blog: 'Blog',
    lineUp: 'Programma',
    roles: { headliner: 'headliner', support: 'apertura', dj: 'DJ', host: 'conduce', guest: 'ospite' },
    ...eventWords.it,
  },
  fr: {
    events: 'Événements',
    blog: 'Blog',
    lineUp: 'À l’affiche',
    roles: {
      headliner: 'tête d’affiche',
      support: 'première partie',
      dj: 'DJ',
      host: 'animation',
      guest: 'en invité',
    },
    ...eventWords.fr,
  },
  es: {
    events: 'Eventos',
    blog: 'Blog',
    lineUp: 'Cartel',
    roles: { headliner: 'principal', support: 'telonero', dj: 'DJ', host: 'presenta', guest: 'de invitado' },
    ...eventWords.es,
  },
};

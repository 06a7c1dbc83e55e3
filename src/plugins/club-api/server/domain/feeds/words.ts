import type { EventView, EventStatus } from '../../contract/views';
import type { Language } from '../../contract/language';

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
    types: {
      live_music: 'Live music',
      dj_set: 'DJ set',
      open_mic: 'Open mic',
      theme_party: 'Theme party',
      exhibition: 'Exhibition',
      other: 'Other',
    },
    statuses: { cancelled: 'Cancelled', postponed: 'Postponed' },
  },
  it: {
    events: 'Eventi',
    blog: 'Blog',
    lineUp: 'Programma',
    roles: { headliner: 'headliner', support: 'apertura', dj: 'DJ', host: 'conduce', guest: 'ospite' },
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
    events: 'Eventos',
    blog: 'Blog',
    lineUp: 'Cartel',
    roles: { headliner: 'principal', support: 'telonero', dj: 'DJ', host: 'presenta', guest: 'de invitado' },
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

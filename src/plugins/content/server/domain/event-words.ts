import type { Language } from './languages';

const english = {
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

type Named<Words> = Readonly<Record<keyof Words, string>>;

/** What an event's types are called, and its statuses where there is something to tell, wherever the club itself speaks. */
export const eventWords: Readonly<
  Record<Language, { types: Named<typeof english.types>; statuses: Named<typeof english.statuses> }>
> = {
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

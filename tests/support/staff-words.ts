/** The words of Strapi's panel that these tests press. */
export const words = {
  en: { publish: 'Publish', save: 'Save', confirm: 'Confirm', delete: 'Delete', close: 'Close' },
  it: { publish: 'Pubblica', save: 'Salva', confirm: 'Conferma', delete: 'Elimina', close: 'Chiudi' },
} as const;
/** What the project says. */
export const texts = {
  en: {
    inUse: 'Still in use by 1 event (“Night at the hall”).',
    needed: 'Still needed by what is upcoming: 1 event (“Night at the hall”).',
    follows: 'Follows the title until the first publication.',
    known: 'Stays as it is when the title changes.',
    published: 'Published: 1. Not published: event without a title, May 4, 2090, 9:00',
    pictured: '“cover.png” – Still in use by 1 artist',
    unpublished: 'Publishing English again brings back',
    deleteAll: 'Delete these entries?',
    everyLanguage: 'In the English list it deletes every language.',
    seenFrom: 'Published. Visible from Jan 1, 2090',
    noMail: 'This club sends no mail.',
  },
  it: {
    inUse: 'Ancora in uso: 1 evento («Night at the hall»).',
    needed: 'Serve ancora a ciò che è in programma: 1 evento («Night at the hall»).',
    follows: 'Segue il titolo fino alla prima pubblicazione.',
    known: 'Resta così anche se il titolo cambia.',
    published: 'Pubblicati: 1. Non pubblicati: evento senza titolo, 4 mag 2090, 21:00',
    pictured: '«cover.png» – Ancora in uso: 1 artista',
    unpublished: 'Ripubblicando l’inglese torna',
    deleteAll: 'Eliminare queste voci?',
    everyLanguage: 'Nell’elenco inglese elimina tutte le lingue.',
    seenFrom: 'Pubblicato. Visibile dal 1 gen 2090',
    noMail: 'Questo club non invia e-mail.',
  },
} as const;

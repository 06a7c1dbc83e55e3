const portrait = { file: 'pictures/portrait.webp', alt: 'A singer' };
const en = { title: 'Night of Glass', description: 'Quiet **songs**.' };

const locations = [
  {
    slug: 'listening-room',
    capacity: 60,
    sortOrder: 2,
    theme: { primaryColor: '#1b2a49', moodKeywords: ['warm', 'late'] },
    cover: portrait,
    gallery: [portrait],
    translations: { en: { name: 'The Listening Room', tagline: 'Softly' }, it: { name: 'La sala' } },
  },
  {
    slug: 'attic',
    published: false,
    translations: { en: { name: 'The Attic' }, fr: { name: 'Le grenier' } },
  },
  { slug: 'garden', isActive: false, translations: { en: { name: 'The Garden' } } },
];
const artists = [
  {
    slug: 'nova',
    name: 'Nova',
    genres: ['jazz', 'Soul'],
    photo: portrait,
    links: [
      { url: 'https://example.com/nova', label: 'Site' },
      { kind: 'spotify', url: 'https://open.spotify.com/artist/nova' },
    ],
    translations: { en: { bio: 'Sings.' }, it: { bio: 'Canta.' } },
  },
  { slug: 'orla', name: 'Orla', published: false, translations: { en: { bio: 'Plays.' } } },
  { slug: 'plain', name: 'Plain' },
];
const events = [
  {
    slug: 'night-of-glass',
    startTime: '2026-12-21T19:00:00.000Z',
    endTime: '2026-12-21T21:00:00.000Z',
    isFeatured: true,
    location: 'listening-room',
    lineUp: [
      { artist: 'nova', role: 'headliner', position: 0, startTime: '2026-12-21T19:00:00.000Z' },
      { artist: 'orla', role: 'support', position: 1 },
      { artist: 'nova' },
    ],
    links: [{ url: 'https://example.com/tickets', kind: 'tickets' }],
    cover: portrait,
    translations: { en, it: { title: 'Notte di vetro' }, fr: { title: 'Nuit' }, es: { title: 'Noche' } },
  },
  {
    slug: 'attic-night',
    startTime: '2026-12-22T19:00:00.000Z',
    endTime: '2026-12-22T21:00:00.000Z',
    location: 'attic',
    translations: { en: { title: 'Attic Night' }, fr: { title: 'Nuit au grenier' } },
  },
  {
    slug: 'draft-night',
    published: false,
    startTime: '2026-12-23T19:00:00.000Z',
    endTime: '2026-12-23T21:00:00.000Z',
    location: null,
    translations: { en: { title: 'Draft Night' } },
  },
];

/** A club with everything in it: several languages, drafts, links to drafts, components, files, gates. */
export const firstContent = {
  categories: [
    { slug: 'news', translations: { en: { name: 'News' }, it: { name: 'Notizie' } } },
    { slug: 'music', translations: { en: { name: 'Music' } } },
  ],
  'staff-members': [
    {
      slug: 'calix',
      name: 'Calix',
      photo: portrait,
      translations: { en: { roleTitle: 'Host', bio: 'Hosts.' } },
    },
  ],
  'patreon-tiers': [
    {
      slug: 'gold',
      amountCents: 500,
      translations: {
        en: { name: 'Gold', benefits: ['a song'] },
        es: { name: 'Oro', benefits: ['una canción'] },
      },
    },
  ],
  locations,
  artists,
  posts: [
    {
      slug: 'hello',
      category: 'news',
      author: 'calix',
      cover: portrait,
      translations: { en: { title: 'Hello', body: 'Hello *there*.' }, it: { title: 'Ciao' } },
    },
    {
      slug: 'for-patrons',
      date: '2026-05-01T10:00:00.000Z',
      minimumTier: 'gold',
      translations: { en: { title: 'For patrons', body: 'Hidden.' } },
    },
  ],
  exclusives: [
    {
      slug: 'demo-tape',
      media: [portrait],
      minimumTier: 'gold',
      translations: { en: { title: 'Demo tape', teaser: 'Listen' }, fr: { title: 'Cassette' } },
    },
  ],
  events,
  'ui-texts': [{ key: 'nav.events', translations: { en: { text: 'Events' }, es: { text: 'Eventos' } } }],
};

const [room = {}, attic = {}, garden = {}] = locations;
const [nova = {}, orla = {}, plain = {}] = artists;
const [glass = {}, atticNight = {}, draftNight = {}] = events;

/** What is linked to is published, what is shared changes, languages are added, one event is taken back. */
export const secondContent = {
  ...firstContent,
  categories: [{ slug: 'news', translations: { en: { name: 'The News' }, fr: { name: 'Nouvelles' } } }],
  locations: [
    {
      ...room,
      theme: null,
      capacity: 80,
      translations: { en: { name: 'The Room' } },
    },
    { ...attic, published: true },
    { ...garden, translations: { en: { name: 'The Garden' }, es: { name: 'El jardín' } } },
  ],
  artists: [nova, { ...orla, published: true }, { ...plain, genres: ['folk'], photo: portrait }],
  events: [
    {
      ...glass,
      location: 'attic',
      lineUp: [{ artist: 'plain', role: 'guest' }, { artist: 'orla' }],
      links: [],
      translations: { en: { ...en, title: 'Night of Ice' }, it: { title: 'Notte di ghiaccio' } },
    },
    { ...atticNight, published: false },
    {
      ...draftNight,
      published: true,
      cover: portrait,
      translations: { en: { title: 'Draft Night' }, fr: { title: 'Jour' } },
    },
  ],
};

/** What others link to is taken back, and what was taken back is given again. */
export const thirdContent = {
  locations: [
    { ...room, published: false },
    { ...attic, published: true, isActive: false },
  ],
  artists: [{ ...nova, published: false }],
  events: [{ ...atticNight, published: true, location: 'listening-room' }],
};

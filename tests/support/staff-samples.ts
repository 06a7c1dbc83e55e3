export interface Sample {
  path: string;
  body: object;
  /** What the answer has of it, where that is not the same. */
  answer?: object;
  change: object;
  translation: object;
  /** Each with the field that is refused. */
  wrong: [string, object, string][];
  hasDrafts: boolean;
}

const tooLong = 'x'.repeat(300);

/** The resources that refer to no other; `staff-api-links.test.ts` has the others. */
export const samples: Sample[] = [
  {
    path: 'locations',
    hasDrafts: true,
    body: {
      name: 'The Attic',
      capacity: 40,
      mood_category: 'cosmic_tech',
      slurl: 'https://maps.secondlife.com/secondlife/Dreamers%20Cave/128/64/23',
      theme: { primary_color: '#112233', mood_keywords: ['dust', 'moon'] },
      sort_order: 7,
      is_active: true,
    },
    answer: {
      slug: 'the-attic',
      theme: {
        primary_color: '#112233',
        secondary_color: null,
        accent_color: null,
        dark_color: null,
        css_gradient: null,
        mood_keywords: ['dust', 'moon'],
      },
      cover: null,
      gallery: [],
      tagline: null,
    },
    change: { capacity: 41, tagline: 'Under the roof' },
    translation: { name: 'La soffitta', architecture_notes: 'Travi' },
    wrong: [
      ['a name that is too long', { name: tooLong }, 'name'],
      ['a capacity below 0', { capacity: -1 }, 'capacity'],
      ['a capacity that is a text', { capacity: '5' }, 'capacity'],
      ['an unknown mood', { mood_category: 'loud' }, 'mood_category'],
      ['no colour', { theme: { primary_color: 'red;' } }, 'theme.primary_color'],
      ['no SLurl', { slurl: 'somewhere' }, 'slurl'],
      ['a slug of another form', { slug: 'The Attic' }, 'slug'],
      ['a file that is not there', { cover: 'nofile' }, 'cover'],
      ['files that are no list', { gallery: 'nofile' }, 'gallery'],
      ['null for a switch', { is_active: null }, 'is_active'],
    ],
  },
  {
    path: 'artists',
    hasDrafts: true,
    body: {
      name: 'Nova Keyes',
      genres: ['jazz'],
      links: [{ kind: 'website', label: 'Home', url: 'https://nova.example' }],
      avatar_name: 'Nova Resident',
    },
    answer: { slug: 'nova-keyes', photo: null },
    change: { genres: ['jazz', 'soul'], links: null },
    translation: { short_bio: 'Cantante', bio: 'Da Torino' },
    wrong: [
      ['an address that is not https', { links: [{ url: 'ftp://x' }] }, 'links.0.url'],
      ['an unknown kind', { links: [{ url: 'https://x.example', kind: 'fax' }] }, 'links.0.kind'],
      ['genres that are no texts', { genres: [1] }, 'genres.0'],
      ['an empty genre', { genres: [''] }, 'genres'],
      ['a bio with a null byte', { bio: 'a\u0000b' }, 'bio'],
    ],
  },
  {
    path: 'categories',
    hasDrafts: false,
    body: { name: 'News from the attic' },
    answer: { slug: 'news-from-the-attic' },
    change: { name: 'Attic news' },
    translation: { name: 'Notizie' },
    wrong: [
      ['no name', { name: '' }, 'name'],
      ['a name that is null', { name: null }, 'name'],
    ],
  },
  {
    path: 'staff',
    hasDrafts: false,
    body: {
      name: 'Zoe Marsh',
      avatar_name: 'zoe.marsh',
      role_title: 'Sound',
      sort_order: 3,
      is_active: false,
    },
    answer: { slug: 'zoe-marsh', photo: null },
    change: { is_active: true },
    translation: { role_title: 'Fonica' },
    wrong: [['a number that no column holds', { sort_order: 9_999_999_999 }, 'sort_order']],
  },
  {
    path: 'tiers',
    hasDrafts: false,
    body: {
      name: 'Comet',
      benefits: ['A badge'],
      amount_cents: 700,
      currency: 'EUR',
      patreon_tier_id: '4711',
      sort_order: 2,
    },
    answer: { slug: 'comet' },
    change: { amount_cents: 800 },
    translation: { benefits: ['Un distintivo'], description: 'Cometa' },
    wrong: [
      ['an amount below 0', { amount_cents: -1 }, 'amount_cents'],
      ['a half cent', { amount_cents: 1.5 }, 'amount_cents'],
      ['no currency', { currency: 'XYZ1' }, 'currency'],
    ],
  },
];

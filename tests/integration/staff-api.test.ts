import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { signUp, type Member } from '../support/members';
import { memberOfRole, staffClient, type Document, type StaffClient } from '../support/staff-api';

let club: Club;
let staff: StaffClient;
let member: Member;
beforeAll(async () => {
  club = await startClub();
  staff = staffClient(club, (await memberOfRole(club, 'sam', 'staff')).authorization);
  member = await signUp(club, 'mia');
});
afterAll(() => club.stop());

interface Sample {
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
const samples: Sample[] = [
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

const names = samples.map((sample): [string, Sample] => [sample.path, sample]);
const listed = z.object({ meta: z.object({ pagination: z.object({ total: z.number() }) }) });

describe.each(names)('%s', (_name, { path, body, answer, change, translation, wrong, hasDrafts }) => {
  let made: Document;
  const at = () => `/${path}/${made.id}`;
  beforeAll(async () => {
    made = await staff.make(`/${path}`, body);
  });

  it('answers what it has made, and where', async () => {
    expect(made).toMatchObject({
      ...body,
      ...answer,
      state: hasDrafts ? 'draft' : 'published',
      translations: { it: null, fr: null, es: null },
      missing_translations: ['it', 'fr', 'es'],
    });
    const { status, body: one, headers } = await staff.get(at());
    expect([status, one.data, headers.get('cache-control')]).toEqual([200, made, 'private, no-store']);
  });

  it('lists it with drafts, and finds it by part of its name in any case', async () => {
    const name = String(made['name']);
    const found = await staff.get(`/${path}?q=${encodeURIComponent(name.slice(1).toUpperCase())}&per_page=1`);
    expect([found.status, found.body.data]).toEqual([200, [made]]);
    expect(listed.parse(found.body).meta.pagination.total).toBe(1);
    const beyond = await staff.get(`/${path}?page=1000`);
    expect([beyond.status, beyond.body.data]).toEqual([200, []]);
  });

  it('changes what is sent, and nothing else', async () => {
    const before = (await staff.get(at())).body.data as Document;
    const after = await staff.put(at(), change);
    const { updated_at: _then, links: _old, ...same } = before;
    const expected = Object.fromEntries(
      Object.entries(change).map(([field, value]) => [field, field === 'links' ? [] : value]),
    );
    expect(after).toMatchObject({ ...same, ...expected });
  });

  it('writes translations, of their own fields alone', async () => {
    const sent = { translations: { it: translation, es: translation } };
    expect(await staff.put(`${at()}/translations`, sent)).toEqual({ updated: ['it', 'es'] });
    const { body: one } = await staff.get(at());
    expect(one.data).toMatchObject({
      translations: { it: translation, fr: null, es: translation },
      missing_translations: ['fr'],
    });
    const shared = await staff.send('PUT', `${at()}/translations`, {
      translations: { fr: { ...translation, slug: 'autre', sort_order: 1 } },
    });
    expect([shared.status, shared.body.errors]).toEqual([
      400,
      { 'translations.fr.slug': ['is not known here'], 'translations.fr.sort_order': ['is not known here'] },
    ]);
  });

  it.each([
    ['no language', { translations: {} }, 'translations'],
    ['English', { translations: { en: translation } }, 'translations.en'],
    ['an unknown language', { translations: { de: translation } }, 'translations.de'],
    ['an empty translation', { translations: { it: {} } }, 'translations.it'],
    ['nothing', {}, 'translations'],
  ])('refuses a translation with %s', async (_case, sent, field) => {
    const { status, body: refused } = await staff.send('PUT', `${at()}/translations`, sent);
    expect([status, Object.keys(refused.errors ?? {})]).toEqual([400, [field]]);
  });

  it('publishes and unpublishes', async () => {
    expect(await staff.publish(at())).toMatchObject({ id: made.id, state: 'published' });
    const { status, body: after } = await staff.send('POST', `${at()}/unpublish`);
    if (hasDrafts) expect([status, after.data]).toMatchObject([200, { state: 'draft' }]);
    else expect([status, after.error]).toEqual([409, expect.stringContaining('has no draft')]);
  });

  it.each([
    ...wrong,
    ['a field that is not known', { ...body, colour: 'red' }, 'colour'],
    ['a field that is only read', { ...body, updated_at: '2026-01-01T00:00:00Z' }, 'updated_at'],
    ['no field', {}, 'body'],
    ['a list', [], 'body'],
  ])('refuses %s, by the field, in POST and PUT', async (_case, sent, field) => {
    const posted = await staff.send(
      'POST',
      `/${path}`,
      Array.isArray(sent) || Object.keys(sent).length === 0 ? sent : { ...body, ...sent },
    );
    const put = await staff.send('PUT', at(), sent);
    for (const { status, body: refused } of [posted, put])
      expect([status, refused.success, Object.keys(refused.errors ?? {})]).toEqual([400, false, [field]]);
  });

  it('says by 409 that a slug is taken', async () => {
    const { status, body: refused } = await staff.send('POST', `/${path}`, { ...body, slug: made['slug'] });
    expect([status, refused.errors]).toEqual([409, { slug: [expect.stringContaining('already that of')] }]);
  });

  it('is for staff alone', async () => {
    const calls: [string, string, unknown?][] = [
      ['GET', `/${path}`],
      ['POST', `/${path}`, body],
      ['GET', at()],
      ['PUT', at(), change],
      ['DELETE', at()],
      ['PUT', `${at()}/translations`, { translations: { it: translation } }],
      ['POST', `${at()}/publish`],
      ['POST', `${at()}/unpublish`],
    ];
    for (const [method, where, sent] of calls) {
      const none = await staffClient(club, null).send(method, where, sent);
      expect([none.status, none.body.error]).toEqual([401, 'Sign in first']);
      const other = await staffClient(club, member.authorization).send(method, where, sent);
      expect([other.status, other.body.error]).toEqual([403, 'Staff access required']);
    }
  });

  it.each(['nothing', 'UPPER', '%00', 'a'.repeat(500), '..%2f..', "'or'1'='1"])(
    'has no document %s',
    async (id) => {
      for (const [method, rest, sent] of [
        ['GET', ''],
        ['PUT', '', change],
        ['DELETE', ''],
        ['PUT', '/translations', { translations: { it: translation } }],
        ['POST', '/publish'],
        ['POST', '/unpublish'],
      ] as [string, string, unknown?][]) {
        const { status, body: none } = await staff.send(method, `/${path}/${id}${rest}`, sent);
        expect([method, status, none.success]).toEqual([method, 404, false]);
      }
    },
  );

  it('deletes it in all languages', async () => {
    const gone = await staff.send('DELETE', at());
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await staff.get(at())).status).toBe(404);
    expect((await staff.send('DELETE', at())).status).toBe(404);
  });
});

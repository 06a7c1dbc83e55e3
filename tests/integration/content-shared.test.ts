import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { asEditor, asProgram, type Send } from '../support/editors';
import {
  createTargets,
  sharedValues,
  translatedText,
  type Shared,
  type SharedType,
  type Targets,
} from '../support/shared-values';

let club: Club;
let staff: Send;
let program: Send;
let targets: Targets;

beforeAll(async () => {
  club = await startClub();
  staff = await asEditor(club);
  program = await asProgram(club);
  targets = await createTargets(club.strapi);
});
afterAll(() => club.stop());

const types = Object.keys(sharedValues) as SharedType[];
const hasDrafts = (uid: SharedType) => club.strapi.contentType(uid).options.draftAndPublish;
const valuesOf = (uid: SharedType, version: 0 | 1) => (sharedValues[uid] satisfies Shared)(targets, version);

const pathOf = (uid: SharedType) => `/content-manager/collection-types/${uid}`;
const shownDocument = z.object({
  data: z.looseObject({ documentId: z.string(), status: z.string().optional() }),
});

/** What the admin panel sends, and that it was taken. */
async function send(method: string, path: string, body?: unknown) {
  const answer = await staff(method, path, body);
  expect([path, answer.status, answer.body]).toEqual([
    path,
    answer.status < 300 ? answer.status : 200,
    answer.body,
  ]);
  return shownDocument.parse(answer.body).data;
}

/** As the panel's form sends it: of relations, what is to be connected. */
function asForm(uid: SharedType, data: Record<string, unknown>, locale = 'en'): Record<string, unknown> {
  const { attributes } = club.strapi.contentType(uid);
  const connect = (documentId: unknown) => ({ connect: [{ documentId, locale }], disconnect: [] });
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (attributes[name]?.type === 'relation') return [name, connect(value)];
      if (name !== 'lineUp' || !Array.isArray(value)) return [name, value];
      return [name, value.map((entry) => ({ ...entry, artist: connect(entry.artist) }))];
    }),
  );
}

/** What the form of a language that is not there yet holds before anybody types: defaults, and nothing. */
function emptyForm(uid: SharedType): Record<string, unknown> {
  const { attributes } = club.strapi.contentType(uid);
  const empty = ({
    type,
    ...more
  }: {
    type: string;
    repeatable?: boolean;
    multiple?: boolean;
    default?: unknown;
  }) => {
    if (type === 'relation') return { connect: [], disconnect: [] };
    if (type === 'uid') return 'event';
    if (more.default !== undefined) return more.default;
    return more.repeatable || more.multiple ? [] : null;
  };
  const names = [...Object.keys(valuesOf(uid, 0)), ...('slug' in attributes ? ['slug'] : [])];
  return Object.fromEntries(names.map((name) => [name, empty(attributes[name] ?? { type: 'string' })]));
}

let made = 0;
/**
 * A document with everything that is shared: in English, Italian and French published, French edited since, Spanish a draft.
 * Each translation is made in one of the ways in which a form may hold what is shared.
 */
async function makeDocument(uid: SharedType): Promise<string> {
  const text = translatedText[uid];
  const slug = 'slug' in club.strapi.contentType(uid).attributes ? { slug: `document-${(made += 1)}` } : {};
  const shared = valuesOf(uid, 0);
  const english = { [text]: 'English', ...asForm(uid, shared), ...slug };
  const { documentId } = await send('POST', `${pathOf(uid)}?locale=en`, english);
  const one = `${pathOf(uid)}/${documentId}`;
  await send('PUT', `${one}?locale=it`, { [text]: 'first it', ...emptyForm(uid) });
  await send('PUT', `${one}?locale=fr`, { [text]: 'first fr', ...asForm(uid, shared, 'fr') });
  await send('PUT', `${one}?locale=es`, { [text]: 'first es', ...shared });
  if (!hasDrafts(uid)) return documentId;
  for (const locale of ['en', 'it', 'fr']) await send('POST', `${one}/actions/publish?locale=${locale}`, {});
  await send('PUT', `${one}?locale=fr`, { [text]: 'second fr' });
  return documentId;
}

/** What the panel says of each translation beside the English one, which is what its own page says, too. */
async function statuses(uid: SharedType, documentId: string): Promise<Record<string, unknown>> {
  const one = `${pathOf(uid)}/${documentId}`;
  const { meta } = listed.parse((await staff('GET', `${one}?locale=en`)).body);
  const french = await send('GET', `${one}?locale=fr`);
  const said = Object.fromEntries(meta.availableLocales.map(({ locale, status }) => [locale, status]));
  expect(said['fr']).toBe(french.status);
  return said;
}

const listed = z.object({
  meta: z.object({ availableLocales: z.array(z.object({ locale: z.string(), status: z.string() })) }),
});

/** A value without what differs from row to row: ids, dates, the language of what is linked. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('documentId' in value) return value.documentId;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'id')
      .map(([name, each]) => [name, plain(each)]),
  );
}

/** What is shared, as a program reads it in one language. */
async function sharedIn(
  uid: SharedType,
  documentId: string,
  locale: string,
  status: string,
): Promise<unknown> {
  const { pluralName } = club.strapi.contentType(uid).info;
  const populate =
    uid === 'api::event.event'
      ? 'populate[0]=location&populate[1]=lineUp.artist&populate[2]=cover&populate[3]=links'
      : 'populate=*';
  const { body } = await program(
    'GET',
    `/api/${pluralName}/${documentId}?locale=${locale}&status=${status}&${populate}`,
  );
  const { data } = z.object({ data: z.record(z.string(), z.unknown()) }).parse(body);
  return Object.fromEntries(Object.keys(valuesOf(uid, 0)).map((name) => [name, plain(data[name])]));
}

async function expectSame(
  uid: SharedType,
  documentId: string,
  locales: string[],
  status: string,
): Promise<void> {
  const english = await sharedIn(uid, documentId, 'en', status);
  for (const locale of locales)
    expect({ locale, status, ...Object(await sharedIn(uid, documentId, locale, status)) }).toEqual({
      locale,
      status,
      ...Object(english),
    });
}

it.each(types)('%s is filled whole here', (uid) => {
  const said = Object.entries(club.strapi.contentType(uid).attributes).flatMap(([name, { pluginOptions }]) =>
    JSON.stringify(pluginOptions) === '{"i18n":{"localized":false}}' && name !== 'slug' ? [name] : [],
  );
  expect(Object.keys(valuesOf(uid, 1)).sort()).toEqual(said.sort());
});

const drafted = types.filter((uid) =>
  ['artist', 'event', 'location', 'post', 'exclusive'].some((name) => uid.endsWith(name)),
);

describe.each(drafted)('%s', (uid) => {
  it('says the same of its translations before and after every write of English', async () => {
    const documentId = await makeDocument(uid);
    const one = `${pathOf(uid)}/${documentId}`;
    const expected = { it: 'published', fr: 'modified', es: 'draft' };
    const publish = () => send('POST', `${one}/actions/publish?locale=en`, {});
    const steps: Record<string, () => Promise<unknown>> = {
      'as made': () => Promise.resolve(),
      'published unchanged': publish,
      'saved unchanged': () => send('PUT', `${one}?locale=en`, { [translatedText[uid]]: 'English' }),
      'saved with all that is shared changed': () =>
        send('PUT', `${one}?locale=en`, asForm(uid, valuesOf(uid, 1))),
      discarded: () => send('POST', `${one}/actions/discard?locale=en`),
      'saved again': () => send('PUT', `${one}?locale=en`, asForm(uid, valuesOf(uid, 1))),
      'published changed': publish,
      'published in Italian': () => send('POST', `${one}/actions/publish?locale=it`, {}),
    };
    for (const [step, act] of Object.entries(steps)) {
      await act();
      expect([step, await statuses(uid, documentId)]).toEqual([step, expected]);
      await expectSame(uid, documentId, ['it', 'fr', 'es'], 'draft');
      await expectSame(uid, documentId, ['it', 'fr'], 'published');
    }
    const shown = await send('POST', `${one}/actions/unpublish?locale=en`);
    expect(shown).toMatchObject({ locale: 'en' });
    expect(await statuses(uid, documentId)).toEqual({ it: 'draft', fr: 'draft', es: 'draft' });
  });
});

describe.each(types.filter((uid) => !drafted.includes(uid)))('%s', (uid) => {
  it('has what is shared from English in every language', async () => {
    const documentId = await makeDocument(uid);
    await send('PUT', `${pathOf(uid)}/${documentId}?locale=en`, asForm(uid, valuesOf(uid, 1)));
    await expectSame(uid, documentId, ['it', 'fr', 'es'], 'published');
  });
});

describe('a translation', () => {
  const uid = 'api::event.event';
  const refusedIn = z.object({
    error: z.object({
      message: z.string(),
      details: z.object({ errors: z.array(z.object({ path: z.array(z.string()), message: z.string() })) }),
    }),
  });

  it('that changes what is shared is refused by field, in the language of the panel', async () => {
    const one = `${pathOf(uid)}/${await makeDocument(uid)}?locale=it`;
    const change = {
      title: 'Altro',
      timezone: 'Europe/Rome',
      links: [{ kind: 'other', url: 'https://example.com' }],
    };
    const refused = await staff('PUT', one, change);
    expect(refused.status).toBe(400);
    const sentence = 'is the same in every language: change it in the English version';
    expect(refusedIn.parse(refused.body).error.details.errors).toMatchObject([
      { path: ['timezone'], message: sentence },
      { path: ['links'], message: sentence },
    ]);
    await staff('PUT', '/admin/users/me', { preferedLanguage: 'it' });
    const { error } = refusedIn.parse((await staff('PUT', one, change)).body);
    await staff('PUT', '/admin/users/me', { preferedLanguage: 'en' });
    expect(error.message).toContain(
      'timezone è uguale in tutte le lingue: si modifica nella versione inglese',
    );
    expect((await send('GET', one))['title']).toBe('first it');
  });

  it('of what is not published in English is not published, until English is', async () => {
    const documentId = await makeDocument(uid);
    const one = `${pathOf(uid)}/${documentId}`;
    await send('POST', `${one}/actions/unpublish?locale=en`);
    const refused = await staff('POST', `${one}/actions/publish?locale=it`, { title: 'Terzo' });
    expect([refused.status, refusedIn.parse(refused.body).error.message]).toEqual([
      400,
      'The English version is not published: publish it first, or all languages together',
    ]);
    await send('POST', `${one}/actions/publish?locale=en`, {});
    expect(await statuses(uid, documentId)).toEqual({ it: 'draft', fr: 'draft', es: 'draft' });
    await send('POST', `${one}/actions/publish?locale=it`, { title: 'Terzo' });
    expect(await statuses(uid, documentId)).toEqual({ it: 'published', fr: 'draft', es: 'draft' });
    expect((await send('GET', `${one}?locale=it&status=published`))['title']).toBe('Terzo');
  });

  it('keeps the links of English when the language of their target is taken away', async () => {
    const documentId = await makeDocument(uid);
    const place = club.strapi.documents('api::location.location');
    const [first] = targets.places;
    await place.unpublish({ documentId: first, locale: 'it' });
    await expectSame(uid, documentId, ['it', 'fr'], 'published');
    await place.delete({ documentId: first, locale: 'it' });
    await expectSame(uid, documentId, ['it', 'fr', 'es'], 'draft');
    await place.unpublish({ documentId: first, locale: 'en' });
    await place.publish({ documentId: first, locale: 'en' });
    await expectSame(uid, documentId, ['it', 'fr'], 'published');
    expect(await sharedIn(uid, documentId, 'it', 'published')).toMatchObject({ location: first });
  });
});

describe('a language that the club does not have', () => {
  const uid = 'api::artist.artist';
  const languages = 'en, it, fr, es';
  let documentId: string;
  beforeAll(async () => {
    documentId = await makeDocument(uid);
  });

  it.each([
    ['PUT', 'it-IT', 400],
    ['PUT', 'de', 400],
    ['PUT', '*', 400],
    ['PUT', '', 200],
    ['GET', 'de', 400],
    ['GET', '*', 200],
    ['GET', '', 200],
  ])('at REST: %s in %j is %s', async (method, locale, status) => {
    const path = method === 'GET' ? '/api/artists' : `/api/artists/${documentId}`;
    const body = method === 'GET' ? undefined : { data: { bio: 'Words' } };
    const answer = await program(method, `${path}?locale=${encodeURIComponent(locale)}`, body);
    expect(answer.status).toBe(status);
    if (status === 400) expect(JSON.stringify(answer.body)).toContain(languages);
    const rows: unknown = await club.strapi.db
      .query(uid)
      .findMany({ select: ['locale'], where: { documentId } });
    expect(
      new Set(
        z
          .array(z.object({ locale: z.string() }))
          .parse(rows)
          .map(({ locale: each }) => each),
      ),
    ).toEqual(new Set(languages.split(', ')));
  });

  it('at REST, in an array', async () => {
    const answer = await program('PUT', `/api/artists/${documentId}?locale[]=it`, {
      data: { bio: 'Words' },
    });
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(languages)]);
  });

  it('at GraphQL', async () => {
    for (const query of [
      `mutation { updateArtist(documentId: "${documentId}", locale: "de", data: { bio: "Worte" }) { bio } }`,
      '{ artists(locale: "de") { name } }',
    ]) {
      const { body } = await program('POST', '/graphql', { query });
      expect(JSON.stringify(body)).toContain(languages);
    }
  });

  it('in the admin panel, though somebody has added it there', async () => {
    const path = `${pathOf(uid)}/${documentId}?locale=de`;
    const write = async () => JSON.stringify((await staff('PUT', path, { bio: 'Worte' })).body);
    expect(await write()).toContain(languages);
    const added = await staff('POST', '/i18n/locales', { name: 'German (de)', code: 'de', isDefault: false });
    expect(added.status).toBeLessThan(300);
    expect(await write()).toContain(languages);
  });

  it('in the document service, and English is deleted with a row that is there already', async () => {
    const documents = club.strapi.documents(uid);
    await expect(documents.update({ documentId, locale: 'de', data: { bio: 'Worte' } })).rejects.toThrow(
      languages,
    );
    for (const locale of ['it', 'fr']) await documents.delete({ documentId, locale });
    await club.strapi.db
      .query(uid)
      .updateMany({ where: { documentId, locale: 'es' }, data: { locale: 'de' } });
    await documents.delete({ documentId, locale: 'en' });
    expect(await club.strapi.db.query(uid).count({ where: { documentId } })).toBe(0);
  });
});

import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { documentsOf } from '../support/documents';
import { pathOf, sharedDocuments, type SharedDocuments } from '../support/shared-documents';

let club: Club;
let documents: SharedDocuments;
beforeAll(async () => {
  club = await startClub({ graphql: true });
  documents = await sharedDocuments(club);
});
afterAll(() => club.stop());

describe('a translation', () => {
  const uid = 'api::event.event';

  it('that several people begin at once is one, and says the same as English', async () => {
    const documentId = await documents.makeDocument(uid);
    await club.strapi.documents(uid).delete({ documentId, locale: 'it' });
    const one = `${pathOf(uid)}/${documentId}`;
    const answers = await Promise.all([
      ...['Uno', 'Due', 'Tre'].map((title) => documents.staff('PUT', `${one}?locale=it`, { title })),
      documents.staff('PUT', `${one}?locale=en`, { timezone: 'Europe/Rome' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const rows = await club.strapi.db.query(uid).findMany({
      select: ['locale', 'timezone'],
      where: { documentId, locale: { $in: ['en', 'it'] }, publishedAt: { $null: true } },
      orderBy: 'locale',
    });
    expect(rows).toMatchObject([
      { locale: 'en', timezone: 'Europe/Rome' },
      { locale: 'it', timezone: 'Europe/Rome' },
    ]);
  });
  const refusedIn = z.object({
    error: z.object({
      message: z.string(),
      details: z.object({ errors: z.array(z.object({ path: z.array(z.string()), message: z.string() })) }),
    }),
  });

  it('that changes what is shared is refused by field, in the language of the panel', async () => {
    const one = `${pathOf(uid)}/${await documents.makeDocument(uid)}?locale=it`;
    const change = {
      title: 'Altro',
      timezone: 'Europe/Rome',
      links: [{ kind: 'other', url: 'https://example.com' }],
    };
    const refused = await documents.staff('PUT', one, change);
    expect(refused.status).toBe(400);
    const sentence = 'is the same in every language: change it in the English version';
    expect(refusedIn.parse(refused.body).error.details.errors).toMatchObject([
      { path: ['timezone'], message: sentence },
      { path: ['links'], message: sentence },
    ]);
    await documents.staff('PUT', '/admin/users/me', { preferedLanguage: 'it' });
    const { error } = refusedIn.parse((await documents.staff('PUT', one, change)).body);
    await documents.staff('PUT', '/admin/users/me', { preferedLanguage: 'en' });
    expect(error.message).toContain(
      'timezone è uguale in tutte le lingue: si modifica nella versione inglese',
    );
    expect((await documents.send('GET', one))['title']).toBe('first it');
  });

  it('of what is not published in English is not published, until English is', async () => {
    const documentId = await documents.makeDocument(uid);
    const one = `${pathOf(uid)}/${documentId}`;
    await documents.send('POST', `${one}/actions/unpublish?locale=en`);
    const refused = await documents.staff('POST', `${one}/actions/publish?locale=it`, { title: 'Terzo' });
    expect([refused.status, refusedIn.parse(refused.body).error.message]).toEqual([
      400,
      'The English version is not published: publish it first, or all languages together',
    ]);
    await documents.send('POST', `${one}/actions/publish?locale=en`, {});
    expect(await documents.statuses(uid, documentId)).toEqual({ it: 'published', fr: 'draft', es: 'draft' });
    await documents.send('POST', `${one}/actions/publish?locale=it`, { title: 'Terzo' });
    expect(await documents.statuses(uid, documentId)).toEqual({ it: 'published', fr: 'draft', es: 'draft' });
    expect((await documents.send('GET', `${one}?locale=it&status=published`))['title']).toBe('Terzo');
  });

  it('is public again with English after English was unpublished, unless it has changes', async () => {
    const documentId = await documents.makeDocument(uid);
    const one = `${pathOf(uid)}/${documentId}`;
    const act = (action: string, locale = 'en') =>
      documents.send('POST', `${one}/actions/${action}?locale=${locale}`, {});
    const statuses = () => documents.statuses(uid, documentId);
    const none = { it: 'draft', fr: 'draft', es: 'draft' };

    // French has been edited since it was published.
    await act('unpublish');
    await documents.send('PUT', `${one}?locale=en`, { eventType: 'open_mic' });
    await act('publish');
    expect(await statuses()).toEqual({ ...none, it: 'published' });
    const shown = await documents.send('GET', `${one}?locale=it&status=published`);
    expect(shown).toMatchObject({ eventType: 'open_mic' });

    await act('publish', 'fr');
    await act('unpublish');
    await documents.send('PUT', `${one}?locale=it`, { title: 'A metà' });
    await act('publish');
    expect(await statuses()).toEqual({ ...none, fr: 'published' });

    await act('publish', 'it');
    await act('unpublish');
    await documents.staff('DELETE', `${one}?locale=it`);
    await act('publish');
    expect(await statuses()).toEqual({ fr: 'published', es: 'draft' });
  });

  it('is public again whoever publishes English, in whatever way', async () => {
    const documentId = await documents.makeDocument(uid);
    const selected = { documentIds: [documentId] };
    const back = { it: 'published', fr: 'draft', es: 'draft' };
    await documents.staff('POST', `${pathOf(uid)}/actions/bulkUnpublish`, selected);
    expect(await documents.statuses(uid, documentId)).toEqual({ ...back, it: 'draft' });
    await documents.staff('POST', `${pathOf(uid)}/actions/bulkPublish`, selected);
    expect(await documents.statuses(uid, documentId)).toEqual(back);
    const events = club.strapi.documents(uid);
    await events.unpublish({ documentId, locale: 'en' });
    await events.update({ documentId, locale: 'en', status: 'published', data: { eventType: 'dj_set' } });
    expect(await documents.statuses(uid, documentId)).toEqual(back);
  });

  it('is not copied without English', async () => {
    const copyFrom = (locale: string, documentId: string) =>
      documents.staff('POST', `${pathOf(uid)}/clone/${documentId}?locale=${locale}`, {
        title: `Copy ${locale}`,
        slug: null,
        locale,
      });
    const documentId = await documents.makeDocument(uid);
    const count = () => club.strapi.db.query(uid).count();
    const before = await count();
    await documents.staff('PUT', '/admin/users/me', { preferedLanguage: 'it' });
    const refused = await copyFrom('it', documentId);
    await documents.staff('PUT', '/admin/users/me', { preferedLanguage: 'en' });
    expect([refused.status, refusedIn.parse(refused.body).error.message]).toEqual([
      400,
      'Prima l’inglese: scrivi il contenuto in inglese, poi traducilo',
    ]);
    await expect(
      documentsOf(club, uid).clone({ documentId, data: {}, locale: ['it', 'fr'] }),
    ).rejects.toThrow('English comes first');
    expect(await count()).toBe(before);
    expect(await copyFrom('en', documentId)).toMatchObject({ status: 200 });
    expect(await count()).toBe(before + 1);
  });

  it('keeps the links of English when the language of their target is taken away', async () => {
    const documentId = await documents.makeDocument(uid);
    const place = club.strapi.documents('api::location.location');
    const [first] = documents.targets.places;
    await place.unpublish({ documentId: first, locale: 'it' });
    await documents.expectSame(uid, documentId, ['it', 'fr'], 'published');
    await place.delete({ documentId: first, locale: 'it' });
    await documents.expectSame(uid, documentId, ['it', 'fr', 'es'], 'draft');
    await place.unpublish({ documentId: first, locale: 'en' });
    await place.publish({ documentId: first, locale: 'en' });
    await documents.expectSame(uid, documentId, ['it', 'fr'], 'published');
    expect(await documents.sharedIn(uid, documentId, 'it', 'published')).toMatchObject({ location: first });
  });
});

describe('a language that the club does not have', () => {
  const uid = 'api::artist.artist';
  const languages = 'en, it, fr, es';
  const setting = 'The languages are en, it, fr, es, and en is the default';
  let documentId: string;
  beforeAll(async () => {
    documentId = await documents.makeDocument(uid);
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
    const answer = await documents.program(method, `${path}?locale=${encodeURIComponent(locale)}`, body);
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
    const answer = await documents.program('PUT', `/api/artists/${documentId}?locale[]=it`, {
      data: { bio: 'Words' },
    });
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      400,
      expect.stringContaining("'locale' must be one text"),
    ]);
  });

  it('at GraphQL', async () => {
    for (const query of [
      `mutation { updateArtist(documentId: "${documentId}", locale: "de", data: { bio: "Worte" }) { bio } }`,
      '{ artists(locale: "de") { name } }',
    ]) {
      const { body } = await documents.program('POST', '/graphql', { query });
      expect(JSON.stringify(body)).toContain(languages);
    }
  });

  it('in the admin panel, though somebody has added it there', async () => {
    const path = `${pathOf(uid)}/${documentId}?locale=de`;
    const write = async () => JSON.stringify((await documents.staff('PUT', path, { bio: 'Worte' })).body);
    expect(await write()).toContain(languages);
    const german = { name: 'German (de)', code: 'de' };
    const added = await documents.staff('POST', '/i18n/locales', { ...german, isDefault: false });
    expect([added.status, JSON.stringify(added.body)]).toEqual([400, expect.stringContaining(setting)]);
    // As an older version let it be added.
    await club.strapi.plugin('i18n').service('locales').create(german);
    expect(await write()).toContain(languages);
  });

  it('in the settings, which can rename a language and nothing else', async () => {
    const locales = z.array(z.object({ id: z.number(), code: z.string() }));
    const listed = locales.parse((await documents.staff('GET', '/i18n/locales')).body);
    const idOf = (code: string) => String(listed.find((each) => each.code === code)?.id);
    const italian = `/i18n/locales/${idOf('it')}`;
    for (const refused of [
      await documents.staff('PUT', italian, { name: 'italiano', isDefault: true }),
      await documents.staff('DELETE', italian),
      await documents.staff('DELETE', `/i18n/locales/${idOf('en')}`),
    ])
      expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining(setting)]);
    // As the form sends them.
    for (const [code, values] of [
      ['it', { name: 'Italiano', isDefault: false }],
      ['en', { name: 'English', isDefault: true }],
    ] as const)
      expect((await documents.staff('PUT', `/i18n/locales/${idOf(code)}`, values)).status).toBe(200);
    expect((await documents.staff('DELETE', `/i18n/locales/${idOf('de')}`)).status).toBe(200);
    expect(await club.strapi.db.query(uid).count({ where: { documentId, locale: 'it' } })).toBeGreaterThan(0);
  });

  it('in the document service, and English is deleted with a row that is there already', async () => {
    const service = club.strapi.documents(uid);
    await expect(service.update({ documentId, locale: 'de', data: { bio: 'Worte' } })).rejects.toThrow(
      languages,
    );
    for (const locale of ['it', 'fr']) await service.delete({ documentId, locale });
    await club.strapi.db
      .query(uid)
      .updateMany({ where: { documentId, locale: 'es' }, data: { locale: 'de' } });
    await service.delete({ documentId, locale: 'en' });
    expect(await club.strapi.db.query(uid).count({ where: { documentId } })).toBe(0);
  });
});

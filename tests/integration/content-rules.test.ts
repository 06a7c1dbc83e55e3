import type { UID } from '@strapi/strapi';
import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { creator, documentsOf } from '../support/documents';
import { asEditor, asProgram, type Answer, type Send } from '../support/editors';
import { faultsOf, fieldsOf, fresh } from '../support/faults';

let club: Club;
let program: Send;
let editor: Send;
beforeAll(async () => {
  club = await startClub();
  program = await asProgram(club);
  editor = await asEditor(club);
});
afterAll(() => club.stop());

const documents = (uid: UID.ContentType) => documentsOf(club, uid);
const create = creator(() => club);

const fieldsOfAnswer = ({ status, body }: Answer): [number, string[]] => {
  const error = z.object({ error: z.unknown() }).safeParse(body).data?.error ?? null;
  return [status, Object.keys(fieldsOf(error))];
};

const event = (more: object = {}) => ({
  slug: fresh('event'),
  title: 'Night',
  startTime: '2026-11-21T20:00:00.000Z',
  endTime: '2026-11-21T23:00:00.000Z',
  timezone: 'Europe/Rome',
  ...more,
});
const events = 'api::event.event';
const locations = 'api::location.location';

describe('every rule, in the document service', () => {
  it.each<[UID.ContentType, object, string[]]>([
    [events, event({ endTime: '2026-11-21T19:00:00.000Z' }), ['endTime']],
    [events, event({ endTime: '2027-11-21T19:00:00.000Z' }), ['endTime']],
    [events, event({ startTime: '2026-11-21T20:00:00' }), ['startTime']],
    [
      events,
      event({ startTime: '0026-11-21T20:00:00Z', endTime: '0026-11-21T23:00:00Z' }),
      ['startTime', 'endTime'],
    ],
    [events, event({ startTime: '2100-11-21T20:00:00Z', endTime: null }), ['startTime']],
    [events, event({ lineUp: [{ startTime: '1999-11-21T20:00:00Z' }] }), ['lineUp.0.startTime']],
    [events, event({ announceAt: '1999-11-21T20:00:00Z' }), ['announceAt']],
    [events, event({ announceAt: '0026-11-21T20:00:00Z', endTime: null }), ['announceAt']],
    [events, event({ announceAt: '2100-11-21T20:00:00Z', endTime: null }), ['announceAt']],
    [events, event({ timezone: 'Rome' }), ['timezone']],
    [events, event({ eventType: 'rave', eventStatus: 'maybe' }), ['eventType', 'eventStatus']],
    [events, event({ slug: 'Gala Night' }), ['slug']],
    [events, event({ links: [{ kind: 'tickets', url: 'http://example.com' }] }), ['links.0.url']],
    [events, event({ lineUp: [{ startTime: '2026-11-21T19:00:00Z' }] }), ['lineUp.0.startTime']],
    [events, event({ lineUp: [{ position: -1 }] }), ['lineUp.0.position']],
    [
      locations,
      {
        slug: 'Cave',
        name: 'Cave',
        slurl: 'Ahern',
        capacity: -1,
        theme: {
          primaryColor: 'red',
          secondaryColor: '#1234',
          accentColor: '#gggggg',
          darkColor: '000',
          cssGradient: 'url(https://example.com)',
          moodKeywords: ['warm', ''],
        },
      },
      [
        'slug',
        'slurl',
        'capacity',
        'theme.primaryColor',
        'theme.secondaryColor',
        'theme.accentColor',
        'theme.darkColor',
        'theme.cssGradient',
        'theme.moodKeywords',
      ],
    ],
    ['api::artist.artist', { slug: 'a', name: 'A', genres: 'soul' }, ['genres']],
    ['api::artist.artist', { slug: 'a', name: 'A\u0000', bio: 'B\u000b' }, ['name', 'bio']],
    ['api::artist.artist', { slug: 'a', name: 'A\ud83c', genres: ['\ufffd'] }, ['name', 'genres']],
    ['api::artist.artist', { slug: 'a', name: 'A', bio: 'x'.repeat(1_000_001) }, ['bio']],
    ['api::ui-text.ui-text', { key: 'a', text: 'x'.repeat(10_001) }, ['text']],
    ['api::artist.artist', { slug: 'a', name: 'A', links: [{ url: 'ftp://x.example' }] }, ['links.0.url']],
    [
      'api::patreon-tier.patreon-tier',
      { slug: 'a', name: 'A', amountCents: -1, currency: 'eur', benefits: [''] },
      ['benefits', 'amountCents', 'currency'],
    ],
    ['api::patreon-tier.patreon-tier', { amountCents: 1 }, ['name']],
    ['api::category.category', { slug: 'a', name: ' ' }, ['name']],
    ['api::staff-member.staff-member', { slug: 'a' }, ['name']],
    ['api::ui-text.ui-text', { key: 'nav events' }, ['key', 'text']],
    ['api::post.post', { slug: 'a', title: 'A', date: 'yesterday' }, ['date']],
    ['api::post.post', { slug: 'a', title: 'A', date: '0026-05-01T20:00:00Z' }, ['date']],
  ])('%s %#', async (uid, data, fields) => {
    const faults = await faultsOf(create(uid, data));
    expect(Object.keys(faults).sort()).toEqual([...fields].sort());
    for (const message of Object.values(faults)) expect(message).toMatch(/^must /);
  });

  it('takes what is right', async () => {
    await expect(create(events, event({ lineUp: [{}], links: [] }))).resolves.toEqual(expect.any(String));
  });
});

describe('a change is checked together with what it leaves as it is', () => {
  it.each([
    [{ endTime: '2026-11-21T19:30:00.000Z' }, ['endTime']],
    [{ startTime: '2026-11-21T23:30:00.000Z' }, ['endTime']],
    [{ startTime: '2026-11-21T21:00:00.000Z' }, ['lineUp.0.startTime']],
    [{ endTime: '2026-11-21T21:00:00.000Z' }, ['lineUp.0.endTime']],
    [{ endTime: '2026-11-21T22:00:00.000Z' }, []],
  ])('%o', async (data, fields) => {
    const lineUp = [{ startTime: '2026-11-21T20:30:00Z', endTime: '2026-11-21T22:00:00Z' }];
    const documentId = await create(events, event({ lineUp }));
    const faults = await faultsOf(documents(events).update({ documentId, locale: 'en', data }));
    expect(Object.keys(faults)).toEqual(fields);
  });

  it('entries of components too', async () => {
    const documentId = await create(events, event({ lineUp: [{ startTime: '2026-11-21T21:00:00Z' }] }));
    const stored = await club.strapi.db
      .query(events)
      .findOne({ where: { documentId }, populate: ['lineUp'] });
    const lineUp = [{ id: stored.lineUp[0].id, endTime: '2026-11-21T20:30:00Z' }];
    const faults = await faultsOf(documents(events).update({ documentId, locale: 'en', data: { lineUp } }));
    expect(Object.keys(faults)).toEqual(['lineUp.0.endTime']);
  });

  it('nothing of a refused change is saved', async () => {
    const documentId = await create(events, event());
    const data = { title: 'Other', endTime: '2026-11-21T19:30:00.000Z' };
    await faultsOf(documents(events).update({ documentId, locale: 'en', data }));
    const stored = await club.strapi.db.query(events).findOne({ where: { documentId } });
    expect(stored.title).toBe('Night');
  });
});

describe('what has to be there', () => {
  it('may be missing in a draft, and not in what readers see: all of it is told', async () => {
    const documentId = await create(events, { slug: fresh('draft') });
    const faults = await faultsOf(documents(events).publish({ documentId, locale: 'en' }));
    expect(Object.keys(faults).sort()).toEqual(['endTime', 'startTime', 'title']);
    const data = { slug: fresh('draft'), endTime: event().endTime };
    const atOnce = await faultsOf(create(events, data, { status: 'published' }));
    expect(Object.keys(atOnce).sort()).toEqual(['startTime', 'title']);
  });

  it('has to be there in English, whatever the language', async () => {
    const uid = locations;
    const documentId = await create(uid, { slug: fresh('place') });
    await documents(uid).update({ documentId, locale: 'it', data: { name: 'Grotta' } });
    const publish = (locale: string) => faultsOf(documents(uid).publish({ documentId, locale }));
    await expect(publish('it')).resolves.toEqual({ name: 'must be given in English first' });
    await expect(publish('*')).resolves.toEqual({ name: expect.stringContaining('must be given') });
    await documents(uid).update({ documentId, locale: 'en', data: { name: 'Grotto' } });
    await expect(publish('it')).resolves.toEqual({});
  });

  it('cannot be taken out of English where there are no drafts', async () => {
    const uid = 'api::category.category';
    const documentId = await create(uid, { slug: fresh('news'), name: 'News' });
    const update = documents(uid).update({ documentId, locale: 'en', data: { name: '' } });
    await expect(faultsOf(update)).resolves.toEqual({ name: 'must be given' });
  });

  it('stays as long as other languages need it', async () => {
    const uid = 'api::category.category';
    const documentId = await create(uid, { slug: fresh('news'), name: 'News' });
    await documents(uid).update({ documentId, locale: 'it', data: { name: 'Notizie' } });
    const left = () => club.strapi.db.query(uid).count({ where: { documentId } });
    const faults = await faultsOf(documents(uid).delete({ documentId, locale: 'en' }));
    expect(Object.keys(faults)).toEqual(['locale']);
    expect(await left()).toBe(2);
    await documents(uid).delete({ documentId });
    expect(await left()).toBe(0);
  });
});

describe('the other doors', () => {
  const wrong = () => event({ endTime: '2026-11-21T19:00:00.000Z', timezone: 'Rome' });
  const faults = [400, ['timezone', 'endTime']];

  it('REST', async () => {
    expect(fieldsOfAnswer(await program('POST', '/api/events', { data: wrong() }))).toEqual(faults);
    const documentId = await create(events, event());
    const data = { endTime: '2026-11-21T19:00:00.000Z' };
    const change = await program('PUT', `/api/events/${documentId}`, { data });
    expect(fieldsOfAnswer(change)).toEqual([400, ['endTime']]);
    expect(change.body).toMatchObject({ error: { message: 'endTime must be after startTime' } });
  });

  it.each([
    'api::category.category',
    'api::patreon-tier.patreon-tier',
    'api::staff-member.staff-member',
    'api::ui-text.ui-text',
  ] as const)(
    'the admin panel: of %s, which has no drafts, nothing is published or unpublished',
    async (uid) => {
      expect(club.strapi.contentType(uid).options.draftAndPublish).toBe(false);
      const at = `/content-manager/collection-types/${uid}`;
      const count = () => club.strapi.db.query(uid).count();
      const before = await count();
      const documentIds = ['any'];
      for (const [path, body] of [
        ['actions/publish', { name: 'News' }],
        ['any/actions/publish', {}],
        ['any/actions/unpublish', {}],
        ['any/actions/discard', {}],
        ['actions/bulkPublish', { documentIds }],
        ['actions/bulkUnpublish', { documentIds }],
      ] as const)
        expect([path, await editor('POST', `${at}/${path}`, body)]).toEqual([
          path,
          expect.objectContaining({ status: 404 }),
        ]);
      expect(await count()).toBe(before);
    },
  );

  it('the admin panel: saving, publishing, both at once and in bulk', async () => {
    const at = `/content-manager/collection-types/${events}`;
    expect(fieldsOfAnswer(await editor('POST', at, wrong()))).toEqual(faults);
    expect(fieldsOfAnswer(await editor('POST', `${at}/actions/publish`, wrong()))).toEqual(faults);

    const documentId = await create(events, { slug: fresh('draft') });
    const publish = await editor('POST', `${at}/${documentId}/actions/publish`, { title: 'Night' });
    expect(fieldsOfAnswer(publish)).toEqual([400, ['startTime', 'endTime']]);
    const bulk = await editor('POST', `${at}/actions/bulkPublish`, {
      documentIds: [documentId],
      locale: ['en'],
    });
    expect(bulk.status).toBe(400);
  });
});

import type { UID } from '@strapi/strapi';
import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { creator } from '../support/documents';
import { asEditor, asProgram, type Answer, type Send } from '../support/editors';
import { fresh } from '../support/faults';

let club: Club;
let staff: Send;
let program: Send;
beforeAll(async () => {
  club = await startClub({ graphql: true });
  staff = await asEditor(club);
  program = await asProgram(club);
});
afterAll(() => club.stop());

const create = creator(() => club);
const published = { status: 'published' } as const;
const panel = (uid: string): string => `/content-manager/collection-types/${uid}`;
const [events, places, artists, categories] = [
  'api::event.event',
  'api::location.location',
  'api::artist.artist',
  'api::category.category',
] as const;

const place = () => ({ slug: fresh('grotto'), name: 'Grotto', moodCategory: 'hybrid', isActive: true });
const event = (title: string, more: object, year = 2098) => ({
  slug: fresh('night'),
  title,
  startTime: `${year}-01-01T20:00:00.000Z`,
  endTime: `${year}-01-01T22:00:00.000Z`,
  ...more,
});
const refused = z.object({ error: z.object({ message: z.string() }) });
const messageOf = ({ status, body }: Answer): string => {
  expect(status).toBe(400);
  return refused.parse(body).error.message;
};
/** What is said of what was left out of a selection of which the rest was done. */
const told = z.object({ status: z.literal(200), body: z.object({ count: z.number(), message: z.string() }) });
const exists = async (uid: UID.ContentType, documentId: string): Promise<boolean> =>
  (await club.strapi.db.query(uid).count({ where: { documentId } })) > 0;

describe('what is in use', () => {
  it('is not deleted, and who uses it is named, whatever the entry point', async () => {
    const location = await create(places, place(), published);
    for (const title of ['A', 'B', 'C']) await create(events, event(title, { location }), published);
    await create(events, event('Past', { location }, 2001), published);
    await create(events, event('Draft', { location }));
    const text = 'Still in use by 5 events (“Draft”, “Past”, “C” and 2 more). Take it out of these first.';
    const graphql = `mutation { deleteLocation(documentId: "${location}") { documentId } }`;
    expect(messageOf(await staff('DELETE', `${panel(places)}/${location}?locale=*`))).toContain(text);
    expect(messageOf(await program('DELETE', `/api/locations/${location}`))).toContain(text);
    expect(JSON.stringify((await program('POST', '/graphql', { query: graphql })).body)).toContain(text);
    const many = await staff('POST', `${panel(places)}/actions/bulkDelete`, {
      documentIds: [location],
    });
    expect(messageOf(many)).toContain(`Deleted: 0. Not deleted: “Grotto” – ${text.slice(0, -1)}`);
    await expect(exists(places, location)).resolves.toBe(true);
  });

  it('in a component or from a post is so too; what nobody uses goes', async () => {
    const artist = await create(artists, { slug: fresh('nova'), name: 'Nova' }, published);
    await create(events, event('Ember', { lineUp: [{ artist, position: 1 }] }), published);
    expect(messageOf(await staff('DELETE', `${panel(artists)}/${artist}`))).toContain('1 event (“Ember”)');
    const category = await create(categories, { slug: fresh('tales'), name: 'Tales' });
    await create('api::post.post', { slug: fresh('news'), title: 'News', category });
    expect(messageOf(await staff('DELETE', `${panel(categories)}/${category}`))).toContain('1 post (“News”)');
    expect(messageOf(await staff('DELETE', `${panel(categories)}/${category}?locale=en`))).toContain(
      '(“News”)',
    );
    const free = await create(categories, { slug: fresh('free'), name: 'Free' });
    expect((await staff('DELETE', `${panel(categories)}/${free}`)).status).toBe(200);
  });

  it('is not hidden while it is needed by what is upcoming', async () => {
    const location = await create(places, place(), published);
    const id = await create(events, event('Soon', { location }), published);
    await create(events, event('Long ago', { location }, 2001), published);
    const text = 'Still needed by what is upcoming: 1 event (“Soon”).';
    const at = `${panel(places)}/${location}/actions`;
    expect(messageOf(await staff('POST', `${at}/unpublish`, {}))).toContain(text);
    expect(messageOf(await staff('POST', `${at}/publish`, { ...place(), isActive: false }))).toContain(text);
    const off = await program('PUT', `/api/locations/${location}`, { data: { isActive: false } });
    expect(messageOf(off)).toContain(text);
    expect((await staff('POST', `${panel(events)}/${id}/actions/unpublish`, {})).status).toBe(200);
    expect((await staff('POST', `${at}/unpublish`, {})).status).toBe(200);
  });

  it('is so for staff members and artists as for places', async () => {
    const author = await create('api::staff-member.staff-member', { slug: fresh('calix'), name: 'Calix' });
    await create('api::post.post', { slug: fresh('column'), title: 'Column', author });
    const people = panel('api::staff-member.staff-member');
    expect(messageOf(await staff('DELETE', `${people}/${author}`))).toContain('1 post (“Column”)');
    const artist = await create(artists, { slug: fresh('orla'), name: 'Orla' }, published);
    const lineUp = [{ artist, position: 1 }];
    await create(events, event('Tide', { lineUp }), published);
    await create(events, event('Ebb', { lineUp }, 2001), published);
    expect(messageOf(await staff('POST', `${panel(artists)}/${artist}/actions/unpublish`, {}))).toContain(
      'Still needed by what is upcoming: 1 event (“Tide”).',
    );
  });

  it('is told in the language that the panel shows, where the profile names none', async () => {
    await club.strapi.db.query('admin::user').updateMany({ where: {}, data: { preferedLanguage: null } });
    const location = await create(places, place(), published);
    await create(events, event('Brace', { location }), published);
    const answer = await staff('DELETE', `${panel(places)}/${location}?locale=*`, undefined, {
      cookie: 'panel-language=it',
    });
    expect(messageOf(answer)).toContain('Ancora in uso: 1 evento («Brace»).');
  });

  it('is told in the language of whoever asks', async () => {
    await club.strapi.db.query('admin::user').updateMany({ where: {}, data: { preferedLanguage: 'it' } });
    const location = await create(places, place(), published);
    await create(events, event('Brace', { location }, 2001), published);
    const answer = await staff('DELETE', `${panel(places)}/${location}?locale=*`);
    expect(messageOf(answer)).toBe(
      'Ancora in uso: 1 evento («Brace»). Toglilo prima da lì. Per nasconderlo senza toccarli, disattiva «Visibile sul sito».',
    );
    await club.strapi.db.query('admin::user').updateMany({ where: {}, data: { preferedLanguage: 'en' } });
  });
});

describe('a selection', () => {
  it('is published as far as it can be, and what cannot is named with its reason', async () => {
    const good = [await create(events, event('One', {})), await create(events, event('Two', {}))];
    const bad = await create(events, { ...event('', {}), startTime: null });
    const documentIds = [good[0], bad, good[1]];
    const answer = await staff('POST', `${panel(events)}/actions/bulkPublish`, { documentIds });
    expect(told.parse(answer).body).toEqual({
      count: 2,
      message:
        'Published: 2. Not published: event without a title – startTime must be given; title must be given',
    });
    const shown = await club.strapi.db
      .query(events)
      .findMany({ where: { documentId: { $in: documentIds }, publishedAt: { $notNull: true } } });
    expect(shown.map(({ title }) => title).sort()).toEqual(['One', 'Two']);
    const again = await staff('POST', `${panel(events)}/actions/bulkUnpublish`, { documentIds: good });
    expect(again).toMatchObject({ status: 200, body: { count: 2 } });
  });

  it('counts what was written, and names what is not there', async () => {
    const publishAll = (body: object) => staff('POST', `${panel(events)}/actions/bulkPublish`, body);
    const here = await create(events, event('Here', {}));
    expect(messageOf(await publishAll({ documentIds: ['nope'] }))).toBe(
      'Published: 0. Not published: “nope” – no longer there',
    );
    for (const locale of ['xx', ['xx']])
      expect(messageOf(await publishAll({ documentIds: [here], locale }))).toContain(
        'must be one of en, it, fr, es',
      );
    for (const locale of ['it', ['it']]) {
      const absent = await create(events, event('Absent', {}), published);
      expect(messageOf(await publishAll({ documentIds: [absent, 'nope'], locale }))).toBe(
        'Published: 0. Not published: “Absent” – not there in this language; “nope” – no longer there',
      );
    }
    await club.strapi.db.query('admin::user').updateMany({ where: {}, data: { preferedLanguage: 'it' } });
    const some = await publishAll({ documentIds: [here, 'nope'], locale: ['en', 'it'] });
    expect(told.parse(some).body.message).toBe('Pubblicati: 1. Non pubblicati: «nope» – non c’è più');
    await club.strapi.db.query('admin::user').updateMany({ where: {}, data: { preferedLanguage: 'en' } });
    const unpublished = await staff('POST', `${panel(events)}/actions/bulkUnpublish`, {
      documentIds: [here, 'nope'],
    });
    expect(unpublished).toMatchObject({ status: 200, body: { count: 1 } });
    const deleted = await staff('POST', `${panel(events)}/actions/bulkDelete`, {
      documentIds: [here, 'nope'],
    });
    expect(deleted).toMatchObject({ status: 200, body: { count: 1 } });
  });

  it('is named in the language of the list, or by when it begins', async () => {
    const named = await create(events, event('Fog', {}));
    await staff('PUT', `${panel(events)}/${named}?locale=it`, { title: 'Nebbia' });
    const publish = (locale: string, documentIds: string[]) =>
      staff('POST', `${panel(events)}/actions/bulkPublish`, { documentIds, locale });
    expect(messageOf(await publish('it', [named]))).toContain('“Nebbia” – The English version');
    expect(messageOf(await publish('fr', [named]))).toContain('“Fog” – ');
    const untitled = await create(events, event('', {}));
    expect(messageOf(await publish('en', [untitled]))).toMatch(
      /Not published: event without a title, Jan 1, 2098, 9:00\sPM – title must be given/,
    );
  });

  it('is deleted as far as nothing uses it', async () => {
    const used = await create(artists, { slug: fresh('echo'), name: 'Echo' });
    await create(events, event('Reverb', { lineUp: [{ artist: used, position: 1 }] }));
    const free = await create(artists, { slug: fresh('silence'), name: 'Silence' });
    const documentIds = [used, free];
    const answer = await staff('POST', `${panel(artists)}/actions/bulkDelete`, { documentIds });
    expect(told.parse(answer).body.message).toContain(
      'Deleted: 1. Not deleted: “Echo” – Still in use by 1 event (“Reverb”)',
    );
    await expect(exists(artists, used)).resolves.toBe(true);
    await expect(exists(artists, free)).resolves.toBe(false);
  });

  it('lets others in between two documents', async () => {
    const ids: string[] = [];
    for (const name of ['Breath', 'Pause', 'Rest'])
      ids.push(await create(artists, { slug: fresh('breath'), name }));
    const turns: string[] = [];
    const listen = ({ sql }: { sql: string }): void => {
      if (!/^insert into `artists` /.test(sql)) return;
      turns.push('document');
      setImmediate(() => turns.push('others'));
    };
    club.strapi.db.connection.on('query', listen);
    const publish = await staff('POST', `${panel(artists)}/actions/bulkPublish`, { documentIds: ids });
    club.strapi.db.connection.removeListener('query', listen);
    expect(publish).toMatchObject({ status: 200, body: { count: 3 } });
    expect(turns).toEqual(['document', 'others', 'document', 'others', 'document', 'others']);
  });

  it('of the English list is deleted in all languages, one of another list in that alone', async () => {
    const [one, other] = [
      await create(artists, { slug: fresh('calm'), name: 'Calm' }),
      await create(artists, { slug: fresh('still'), name: 'Still' }),
    ];
    for (const documentId of [one, other])
      await staff('PUT', `${panel(artists)}/${documentId}?locale=it`, { shortBio: 'Quieto' });
    const erase = (locale: string, documentIds: string[]) =>
      staff('POST', `${panel(artists)}/actions/bulkDelete?locale=${locale}`, { documentIds });
    expect(await erase('it', [one])).toMatchObject({ status: 200 });
    await expect(exists(artists, one)).resolves.toBe(true);
    expect(await erase('en', [one, other])).toMatchObject({ status: 200, body: { count: 2 } });
    await expect(exists(artists, other)).resolves.toBe(false);
  });
});

it('an announcement after the end of the event is refused, one during it is not', async () => {
  const answer = await staff(
    'POST',
    panel(events),
    event('Late', { announceAt: '2098-01-01T22:00:00.000Z' }),
  );
  expect(messageOf(answer)).toBe('announceAt must be before endTime');
  const during = event('In time', { announceAt: '2098-01-01T21:00:00.000Z' });
  expect((await staff('POST', panel(events), during)).status).toBe(201);
});

import { z } from 'zod';
import { startClub, type Club } from '../support/club';
import { creator } from '../support/documents';
import { asEditor, type Send } from '../support/editors';

const events = 'api::event.event';
const panel = `/content-manager/collection-types/${events}`;
const published = { status: 'published' } as const;

let club: Club;
let staff: Send;
const artists: Record<string, string> = {};
beforeAll(async () => {
  club = await startClub();
  staff = await asEditor(club);
  for (const name of ['Ada', 'Bea', 'Cleo'])
    artists[name] = await creator(() => club)(
      'api::artist.artist',
      { name, slug: name.toLowerCase() },
      published,
    );
});
afterAll(() => club.stop());

const create = creator(() => club);
const night = { startTime: '2098-01-01T20:00:00.000Z', endTime: '2098-01-01T22:00:00.000Z' };
const connected = (artist: string) => ({
  connect: [{ documentId: artists[artist], locale: 'en' }],
  disconnect: [],
});

const row = z.object({ id: z.number(), position: z.number().nullable() });
const form = z.object({ data: z.object({ lineUp: z.array(row) }) });
const rowsOf = async (documentId: string) =>
  form.parse((await staff('GET', `${panel}/${documentId}?locale=en`)).body).data.lineUp;

const shown = z.object({ data: z.object({ artists: z.array(z.object({ name: z.string() })) }) });
async function publicOrder(slug: string): Promise<string[]> {
  const answer: unknown = await (await fetch(`${club.url}/api/v1/events/${slug}`)).json();
  return shown.parse(answer).data.artists.map(({ name }) => name);
}

describe('the line-up of an event', () => {
  it('is in the panel as readers see it, whatever the order in which it was sent', async () => {
    const lineUp = [
      { artist: artists['Bea'], position: 2 },
      { artist: artists['Ada'], position: 1 },
      { artist: artists['Cleo'], position: 2 },
    ];
    const id = await create(events, { ...night, title: 'Sent', slug: 'sent', lineUp }, published);
    expect(await publicOrder('sent')).toEqual(['Ada', 'Bea', 'Cleo']);
    expect((await rowsOf(id)).map(({ position }) => position)).toEqual([1, 2, 2]);
  });

  it('follows the rows of the panel’s form, not the positions that they had', async () => {
    const made = z.object({ data: z.object({ documentId: z.string() }) });
    const lineUp = ['Ada', 'Bea'].map((artist) => ({ artist: connected(artist), role: 'dj' }));
    const { body } = await staff('POST', panel, { ...night, title: 'Dragged', slug: 'dragged', lineUp });
    const id = made.parse(body).data.documentId;
    const rows = await rowsOf(id);
    expect(rows.map(({ position }) => position)).toEqual([0, 1]);

    const dragged = { lineUp: [...rows.toReversed(), { artist: connected('Cleo'), role: 'dj' }] };
    const { status } = await staff('POST', `${panel}/${id}/actions/publish?locale=en`, dragged);
    expect(status).toBe(200);
    expect(await publicOrder('dragged')).toEqual(['Bea', 'Ada', 'Cleo']);
    expect((await rowsOf(id)).map(({ position }) => position)).toEqual([0, 1, 2]);
  });

  it('is the same in a translation that sends it as English was sent, or as the panel’s form has it', async () => {
    const lineUp = [
      { artist: artists['Bea'], position: 20 },
      { artist: artists['Ada'], position: 10 },
    ];
    const id = await create(events, { ...night, title: 'Same', slug: 'same', lineUp }, published);
    const update = (locale: 'it' | 'fr', entries: readonly object[]) =>
      club.strapi
        .documents(events)
        .update({ documentId: id, locale, data: { title: 'Lo stesso', lineUp: entries as never } });
    await update('it', lineUp);
    await expect(
      update(
        'fr',
        [lineUp[1], lineUp[0]].map((entry, position) => ({ ...entry, position: -position })),
      ),
    ).rejects.toThrow('lineUp');

    const put = (rows: readonly object[]) =>
      staff('PUT', `${panel}/${id}?locale=it`, { title: 'Ancora', lineUp: rows });
    const rows = await rowsOf(id);
    expect((await put(rows)).status).toBe(200);
    expect((await rowsOf(id)).map(({ position }) => position)).toEqual([10, 20]);
  });

  it('of earlier versions is put in the order of its positions', async () => {
    const lineUp = ['Ada', 'Bea'].map((artist, position) => ({ artist: artists[artist], position }));
    const id = await create(events, { ...night, title: 'Old', slug: 'old', lineUp }, published);
    const { connection } = club.strapi.db;
    const [first, second] = await rowsOf(id);
    for (const [entry, order] of [
      [first, 2],
      [second, 1],
    ] as const)
      await connection('events_cmps').where({ cmp_id: entry?.id, field: 'lineUp' }).update({ order });
    expect((await rowsOf(id)).map(({ position }) => position)).toEqual([1, 0]);

    await connection('strapi_migrations').where('name', 'like', '%line-up-order%').delete();
    club = await club.restart();
    staff = await asEditor(club);
    expect((await rowsOf(id)).map(({ position }) => position)).toEqual([0, 1]);
    expect(await publicOrder('old')).toEqual(['Ada', 'Bea']);
  });
});

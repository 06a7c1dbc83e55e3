import type { Knex } from 'knex';
import { z } from 'zod';
import { contentServices } from '../../src/plugins/content/server/services';
import { createRowWriter } from '../../src/plugins/content/server/services/row-writer';
import { startClub, type Club } from '../support/club';
import { contentFolder } from '../support/content-folder';
import { fillLargeClub } from '../support/large-club';
import { plansOf } from '../support/query-plan';

let club: Club;
beforeAll(async () => {
  club = await startClub();
  await fillLargeClub(club.strapi, new Date());
});
afterAll(() => club.stop());

const { at, write, run } = contentFolder(() => club);

/** Those of a component's tables that hold them whole. */
const wholeKinds = /_(field|component_type)_idx/;

const rowList = z.array(z.object({ id: z.number(), documentId: z.string() })).min(1);
const someRows = async (uid: string) => rowList.parse(await club.strapi.db.query(uid).findMany({ limit: 5 }));

describe.each([
  ['api::artist.artist', 'components_club_line_up_entries_artist_lnk'],
  ['api::location.location', 'events_location_lnk'],
  ['api::category.category', 'posts_category_lnk'],
  ['api::staff-member.staff-member', 'posts_author_lnk'],
  ['api::patreon-tier.patreon-tier', 'posts_minimum_tier_lnk'],
] as const)('the links to what is written of %s', (uid, links) => {
  it.each(['afterPublish', 'afterRemoval'] as const)('are found from it on (%s)', async (after) => {
    const [row] = await someRows(uid);
    const { relinking } = contentServices(club.strapi);
    const plans = await plansOf(club, () => relinking[after](uid, [row?.documentId ?? '']));
    expect(plans.filter((plan) => plan.includes(links))).toHaveLength(2);
    for (const plan of plans) {
      expect(plan).toMatch(
        /^(SEARCH )?pointed [^;]*_documents_idx[^;]*(; Using [^;]*)*; (SEARCH )?held [^;]*_lnk_ifk/,
      );
      expect(plan).not.toMatch(wholeKinds);
      expect(plan).not.toMatch(/SCAN|dc null/);
    }
  });
});

it('entries of components are removed by the ids of the rows they belong to', async () => {
  const ids = (await someRows('api::event.event')).map(({ id }) => id);
  const remove = (trx: Knex.Transaction) => createRowWriter(club.strapi, trx).remove('api::event.event', ids);
  const plans = await plansOf(club, () =>
    club.strapi.db.transaction(({ trx }: { trx: Knex.Transaction }) => remove(trx)),
  );
  const ofEntries = plans.filter((plan) => /^(SEARCH |SCAN )?events_cmps/.test(plan));
  expect(ofEntries).toHaveLength(2);
  for (const plan of ofEntries) {
    expect(plan).toMatch(/events_(entity_fk|uq)/);
    expect(plan).not.toMatch(wholeKinds);
  }
});

it('publishing an artist asks nothing for each line-up entry', async () => {
  const uid = 'api::artist.artist';
  const events = Array.from({ length: 60 }, (_each, n) => ({
    slug: `busy-${n}`,
    location: 'busy-hall',
    lineUp: [{ artist: 'busy-artist' }],
    startTime: '2026-06-01T20:00:00Z',
    endTime: '2026-06-01T22:00:00Z',
    translations: { en: { title: `Event ${n}`, description: 'Music.' } },
  }));
  write('club', {
    locations: [{ slug: 'busy-hall', translations: { en: { name: 'Hall' } } }],
    artists: [{ slug: 'busy-artist', name: 'Artist' }],
    events,
  });
  await run(at('club.json'));
  const [artist] = rowList.parse(
    await club.strapi.db.query(uid).findMany({ where: { slug: 'busy-artist' } }),
  );
  const asked: string[] = [];
  const listener = ({ sql }: { sql: string }) => asked.push(sql);
  club.strapi.db.connection.on('query', listener);
  // Strapi reads the document again for it, and must not find the club gone.
  const announced = new Promise<void>((resolve) => {
    club.strapi.eventHub.once('entry.publish', async () => resolve());
  });
  try {
    await club.strapi.documents(uid).publish({ documentId: artist?.documentId ?? '', locale: 'en' });
  } finally {
    club.strapi.db.connection.removeListener('query', listener);
  }
  expect(asked.filter((sql) => /where `cmp_id` = \?/.test(sql))).toEqual([]);
  expect(asked.length).toBeLessThan(120);
  await announced;
});

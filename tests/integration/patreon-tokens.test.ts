import { patreonServices } from '../../src/plugins/patreon/server/services';
import { integrationsService } from '../../src/plugins/integrations/server/services';
import { patron } from '../fakes/patreon';
import { makeTiers, runSync, startPatreonClub, supportersOf, type PatreonClub } from '../support/patreon';

// The pair of tokens: each is good once, and Patreon may refuse to replace it.
let club: PatreonClub;

beforeAll(async () => {
  club = await startPatreonClub({ worker: false });
  await makeTiers(club);
  club.patreon.add(patron({ tiers: ['9000002'] }));
});
afterAll(() => club.stop());

/** Everything as at first: the pair of the settings is good, and nothing is stored. */
beforeEach(async () => {
  const { patreon, strapi } = club;
  const { PATREON_ACCESS_TOKEN: access = '', PATREON_REFRESH_TOKEN: refresh = '' } = patreon.settings;
  patreon.access.clear();
  patreon.access.set(access, 'creator');
  patreon.refresh.clear();
  patreon.refresh.set(refresh, 'creator');
  patreon.requests.length = 0;
  for (const uid of ['plugin::patreon.token', 'plugin::integrations.state'] as const)
    await strapi.db.query(uid).deleteMany({});
});

/** Patreon no longer knows the access token. */
const expire = () => club.patreon.access.clear();
const refreshes = () => club.patreon.calls('token').length;
const stored = async () => {
  const rows: unknown = await club.strapi.db.connection('patreon_tokens').select('*');
  return JSON.stringify(rows);
};
const state = async () => (await integrationsService(club.strapi).card('patreon')).state;

it('are used as the settings have them, while Patreon takes them', async () => {
  await runSync(club);
  expect([refreshes(), await stored()]).toEqual([0, '[]']);
});

it('are replaced when Patreon refuses them, once for all who ask, and kept encrypted', async () => {
  expire();
  const { client } = patreonServices(club.strapi);
  if (!client) throw new Error('Patreon is off');
  const signal = new AbortController().signal;
  const id = [...club.patreon.members.keys()][0] ?? '';
  const found = await Promise.all(Array.from({ length: 5 }, () => client.member(id, signal)));
  expect(found.map((each) => each?.membership.patreonMemberId)).toEqual(Array(5).fill(id));
  expect(refreshes()).toBe(1);
  const [access] = [...club.patreon.access.keys()];
  const [refresh] = [...club.patreon.refresh.keys()];
  expect(access && refresh).toBeTruthy();
  for (const secret of [access, refresh]) expect(await stored()).not.toContain(secret);
  await runSync(club);
  expect(refreshes()).toBe(1);
});

it('are not replaced because Patreon is slow, throttled or broken', async () => {
  for (const name of ['throttled', 'internal', 'unavailable'] as const) {
    club.patreon.retryAfterSeconds = 0.1;
    club.patreon.faults.next({ kind: 'error', name, match: 'members.list' });
    await runSync(club);
  }
  expect(refreshes()).toBe(0);
});

it('need a person once Patreon refuses to replace them, who is told; nobody asks again', async () => {
  await runSync(club);
  expire();
  club.patreon.refresh.clear();
  const refused = { decision: { kind: 'action-required' } };
  await expect(runSync(club)).rejects.toMatchObject(refused);
  expect(await state()).toBe('broken');
  const asked = club.patreon.requests.length;
  await expect(runSync(club)).rejects.toMatchObject(refused);
  expect([club.patreon.requests.length, refreshes()]).toEqual([asked, 1]);
  expect([...(await supportersOf(club)).values()]).toMatchObject([{ levelCents: 500 }]);
});

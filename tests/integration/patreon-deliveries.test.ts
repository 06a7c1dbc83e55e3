import { patron, type FakeMember } from '../fakes/patreon';
import { patreonServices } from '../../src/plugins/patreon/server/services';
import {
  atRest,
  deliver,
  makeTiers,
  startPatreonClub,
  supportersOf,
  type PatreonClub,
} from '../support/patreon';

// A club that only hears of Patreon: it has the webhook's secret, and no access to the API.
let club: PatreonClub;

beforeAll(async () => {
  const api = ['PATREON_CLIENT_ID', 'PATREON_CLIENT_SECRET', 'PATREON_ACCESS_TOKEN', 'PATREON_REFRESH_TOKEN'];
  club = await startPatreonClub({ env: Object.fromEntries(api.map((name) => [name, ''])) });
  await makeTiers(club);
});
afterAll(() => club.stop());

const changed = (
  member: FakeMember,
  more: Partial<FakeMember['attributes']>,
  tiers: string[],
): FakeMember => ({
  ...member,
  tiers,
  attributes: { ...member.attributes, ...more },
});

/** A membership from the first pledge to a payment after a decline. */
function history(): { member: FakeMember; steps: FakeMember[]; cents: number }[] {
  const paid = patron({ tiers: ['9000002'], last_charge_date: '2026-09-01T00:00:00.000+00:00' });
  const upgraded = changed(paid, { last_charge_date: '2026-10-01T00:00:00.000+00:00' }, ['9000003']);
  const declined = changed(
    paid,
    {
      patron_status: 'declined_patron',
      last_charge_status: 'Declined',
      last_charge_date: '2026-11-01T00:00:00.000+00:00',
    },
    [],
  );
  const again = changed(paid, { last_charge_date: '2026-11-03T00:00:00.000+00:00' }, ['9000002']);
  const left = changed(
    { ...paid, id: patron().id, userId: patron().userId },
    { patron_status: 'former_patron', last_charge_status: 'Deleted', currently_entitled_amount_cents: 0 },
    [],
  );
  return [
    { member: paid, steps: [paid, upgraded, declined, again], cents: 500 },
    { member: left, steps: [{ ...left, tiers: ['9000002'], attributes: paid.attributes }, left], cents: 0 },
  ];
}

const orders = [
  ['as they happened', [0, 1, 2, 3]],
  ['backwards', [3, 2, 1, 0]],
  ['mixed', [2, 0, 3, 1]],
] as const;

it.each(orders)('takes what deliveries say, %s', async (_name, order) => {
  for (const { member, steps, cents } of history()) {
    // What is told of the same charge can only be told apart by when it came.
    const inOrder = steps.length === order.length ? order.flatMap((index) => steps[index] ?? []) : steps;
    for (const step of [...inOrder, ...inOrder]) {
      expect((await deliver(club, club.patreon.delivery(step))).status).toBe(200);
      await atRest(club);
      club.clock.leap(1_000);
    }
    expect((await supportersOf(club)).get(member.id)).toMatchObject({ levelCents: cents });
  }
});

it('says that it has no access to the API, and asks for nothing', async () => {
  expect(patreonServices(club.strapi).sync).toBeNull();
  expect(club.patreon.requests).toEqual([]);
});

import { setTimeout as pause } from 'node:timers/promises';
import { patron } from '../../../tests/fakes/load.mjs';

/** The states of a membership, one after the other. */
function historyOf(index, length) {
  const member = patron();
  return Array.from({ length }, (_, step) => {
    const isLast = step === length - 1;
    const isFormer = (index + step) % 7 === 0;
    const tiers = isFormer ? [] : [(index + step) % 2 === 0 ? '9000002' : '9000003'];
    const amount = tiers.length === 0 ? 0 : tiers[0] === '9000002' ? 500 : 1500;
    return {
      ...member,
      tiers,
      attributes: {
        ...member.attributes,
        patron_status: isFormer ? 'former_patron' : 'active_patron',
        currently_entitled_amount_cents: amount,
        note: `${step}${isLast ? ' (last)' : ''}`,
      },
    };
  });
}

function shuffled(list) {
  const all = [...list];
  for (let index = all.length - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1));
    [all[index], all[other]] = [all[other], all[index]];
  }
  return all;
}

/**
 * Sends what has accumulated at Patreon: the histories of members in any order, a fifth of them twice, so many at once.
 *
 * @returns the times of the answers in ms, how many were not 200, and the members whose level is not Patreon's in the end
 */
export async function burst(club, fake, { members, steps, atOnce }, report) {
  const histories = Array.from({ length: members }, (_, index) => historyOf(index, steps));
  for (const history of histories) fake.add(history.at(-1));
  const once = histories.flat().map((member) => fake.delivery(member));
  const all = shuffled([...once, ...once.filter((_, index) => index % 4 === 0)]);
  const times = [];
  let refused = 0;
  const waiting = [...all];
  const sender = async () => {
    for (let delivery = waiting.pop(); delivery; delivery = waiting.pop()) {
      const since = performance.now();
      const answer = await fetch(`${club.url}/api/v1/webhooks/patreon`, { method: 'POST', ...delivery });
      await answer.arrayBuffer();
      times.push(performance.now() - since);
      if (answer.status !== 200) refused += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  for (;;) {
    const { left, deliveries } = await club.do({ do: 'state' });
    report(`${left} members to look at`);
    if (left === 0)
      return {
        sent: all.length,
        stored: deliveries,
        times,
        refused,
        wrong: await wrongLevels(club, histories),
      };
    await pause(500);
  }
}

async function wrongLevels(club, histories) {
  const levels = await club.do({ do: 'levels' });
  return histories.filter((history) => {
    const { id, attributes } = history.at(-1);
    return levels[id] !== attributes.currently_entitled_amount_cents;
  }).length;
}

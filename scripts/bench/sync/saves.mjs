import path from 'node:path';
import { startFacebook, startGoogleCalendar } from '../../../tests/fakes/load.mjs';
import { worker } from '../processes.mjs';

const script = 'sync/club-process.mjs';
const events = 50;

/** The remote systems of a club, which never answer if they hang. */
async function remotes({ hang }) {
  const both = await Promise.all([startGoogleCalendar(), startFacebook()]);
  const hanging = {
    seed: 1,
    probability: 1,
    kinds: [{ kind: /** @type {const} */ ('hang') }],
    match: () => true,
  };
  if (hang) for (const { faults } of both) faults.random(hanging);
  const env = Object.assign({}, ...both.map(({ settings }) => settings));
  return { env, close: () => Promise.all(both.map((each) => each.close())) };
}

/**
 * Saves events in three clubs in turn, whose remote systems are off, answer, or hang. Each club saves once per round, in
 * rotating order.
 *
 * @returns how long each save took, in milliseconds, by club
 */
export async function saves(folder, { rounds }, report) {
  const [answering, hanging] = [await remotes({ hang: false }), await remotes({ hang: true })];
  const environments = { off: {}, answering: answering.env, hanging: hanging.env };
  const clubs = [];
  try {
    for (const [name, env] of Object.entries(environments)) {
      const club = await worker(script, { DATABASE_FILENAME: path.join(folder, `${name}.db`), ...env });
      clubs.push({
        name,
        club,
        times: /** @type {number[]} */ ([]),
        ids: await club.do({ do: 'create', events }),
      });
    }
    // The first save of each event is a warm-up.
    for (let round = -events; round < rounds; round += 1) {
      report(`saves, round ${Math.max(0, round)} of ${rounds}`);
      const turn = (round + events) % clubs.length;
      for (const { club, ids, times } of [...clubs.slice(turn), ...clubs.slice(0, turn)]) {
        const documentId = ids[(round + events) % events];
        const time = await club.do({ do: 'save', documentId, title: `Saved in round ${round}` });
        if (round >= 0) times.push(time);
      }
    }
    return Object.fromEntries(clubs.map(({ name, times }) => [name, times]));
  } finally {
    for (const { club } of clubs) await club.stop();
    await answering.close();
    await hanging.close();
  }
}

import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startGoogleCalendar } from '../../../tests/fakes/load.mjs';
import { worker } from '../processes.mjs';

const script = 'sync/club-process.mjs';
const minute = 60_000;

/** @typedef {import('../../../tests/fakes/google-calendar/index.js').FakeGoogleCalendar} Google */

/**
 * A club with events connects two calendars; Google answers in 50 ms and allows 600 requests per minute. Halfway the
 * process is killed and replaced.
 */
export async function firstSync(folder, { events }, report) {
  const google = await startGoogleCalendar();
  google.answerMs = 50;
  google.quota.limit = 600;
  const env = { DATABASE_FILENAME: path.join(folder, 'first-sync.db'), ...google.settings };
  let club = await worker(script, env);
  try {
    const ids = await club.do({ do: 'fill', events });
    const since = performance.now();
    await club.do({ do: 'syncAll' });
    await held(google, events / 2, report);
    await club.kill();
    club = await worker(script, env);
    await held(google, events, report);
    return { events, seconds: (performance.now() - since) / 1000, ...left(google, ids) };
  } finally {
    await club.stop();
    await google.close();
  }
}

const calendarsOf = (/** @type {Google} */ google) => [google.internal, google.public];

/** Resolves when both calendars have this many events. */
async function held(google, most, report) {
  const least = () => Math.min(...calendarsOf(google).map((calendar) => google.shown(calendar).length));
  for (let size = least(); size < most; size = least()) {
    report(`first sync, ${size} events on both calendars`);
    await pause(100);
  }
}

/** The results: missing and duplicate events, and the requests that were made. */
function left(/** @type {Google} */ google, ids) {
  const shown = calendarsOf(google).map((calendar) => google.shown(calendar).map(eventOf));
  const requests = google.requests.filter(({ action }) => action !== 'token');
  const times = requests.map(({ at }) => at);
  return {
    calls: requests.length,
    mostInAMinute: Math.max(
      ...times.map((end) => times.filter((at) => at > end - minute && at <= end).length),
    ),
    refused: requests.filter(({ status }) => status === 403 || status === 429).length,
    missing: shown.flatMap((found) => ids.filter((id) => !found.includes(id))).length,
    duplicates: shown.reduce((sum, found) => sum + found.length - new Set(found).size, 0),
  };
}

const eventOf = (/** @type {any} */ stored) => stored.extendedProperties.private.event;

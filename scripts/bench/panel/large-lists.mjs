import { Problem } from '../../lib/problem.mjs';

const list = '/content-manager/collection-types/api::event.event?page=1&pageSize=10';

/** What the panel asks for on a list of events and on the home page. */
export const questions = {
  'a list, by time': `${list}&sort=startTime:ASC`,
  'a list, by name': `${list}&sort=title:ASC`,
  'the list of upcoming events': `${list}&sort=startTime:ASC&view=upcoming`,
  'the list of events not yet in Italian': `${list}&sort=startTime:ASC&locale=it&view=untranslated`,
  'a search in the list': `${list}&sort=startTime:ASC&_q=night`,
  'home: tonight and next': '/admin-desk/upcoming',
  'home: what needs attention': '/admin-desk/alerts',
  'home: what lacks a translation': '/admin-desk/translations',
  'home: drafts': '/admin-desk/drafts',
};

/**
 * Asks several clubs, by turns, what the panel asks.
 * @param {Record<string, { url: string, token: string }>} clubs
 * @returns the times in ms, by question and club
 */
export async function answerTimes(clubs, { rounds }, report) {
  /** @type {Record<string, Record<string, number[]>>} */
  const times = Object.fromEntries(
    Object.keys(questions).map((name) => [
      name,
      Object.fromEntries(Object.keys(clubs).map((club) => [club, []])),
    ]),
  );
  for (let round = -1; round < rounds; round += 1) {
    report(`round ${Math.max(round, 0) + 1} of ${rounds}`);
    for (const [name, target] of Object.entries(questions)) {
      for (const [club, { url, token }] of Object.entries(clubs)) {
        const time = await answerTime(url + target, token);
        // The first round opens what the others find open.
        if (round >= 0) times[name][club].push(time);
      }
    }
  }
  return times;
}

async function answerTime(url, token) {
  const from = performance.now();
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const body = await response.text();
  if (!response.ok) throw new Problem(`${url} answers ${response.status}: ${body.slice(0, 300)}`);
  return performance.now() - from;
}

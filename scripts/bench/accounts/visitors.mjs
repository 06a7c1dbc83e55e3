import { setTimeout as pause } from 'node:timers/promises';

const password = 'seven small dreams';
export { password };

let visitors = 0;

/** An address that nobody has called from, as a proxy would name it. */
const newAddress = () => {
  visitors += 1;
  return `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`;
};

/** @returns the milliseconds that a POST took @throws Error for a status that is not expected */
export async function post(url, path, body, statuses) {
  const began = performance.now();
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': newAddress() },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!statuses.includes(answer.status)) throw new Error(`POST ${path}: ${answer.status} ${text}`);
  return performance.now() - began;
}

const signIn = (url, nth, members) =>
  post(url, '/auth/login', { identifier: `member-${nth % members}`, password }, [200]);

/** How many sign-ins a second are answered when there are always some under way. */
export async function throughput(url, { members, seconds, atOnce = 8 }) {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const one = async () => {
    while (performance.now() < end) await signIn(url, (done += 1), members);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return done / seconds;
}

/** Reads at a steady pace, with or without sign-ins beside it. @returns the milliseconds of each read */
export async function reads(url, { members, seconds, perSecond = 50, signInsPerSecond }) {
  const times = [];
  const all = [];
  const every = async (rate, work) => {
    const began = performance.now();
    for (let nth = 0; nth < rate * seconds; nth += 1) {
      await pause(Math.max(0, began + (nth * 1000) / rate - performance.now()));
      all.push(work(nth));
    }
  };
  const read = async () => {
    const began = performance.now();
    await (await fetch(`${url}/api/v1/events?per_page=20`)).text();
    times.push(performance.now() - began);
  };
  await Promise.all([
    every(perSecond, read),
    ...(signInsPerSecond > 0 ? [every(signInsPerSecond, (nth) => signIn(url, nth, members))] : []),
  ]);
  await Promise.all(all);
  return times;
}

/** What strangers ask with an address, known or not. */
const questions = {
  'signing in with a wrong password': (url, email) =>
    post(url, '/auth/login', { identifier: email, password: 'wrong' }, [401]),
  'asking for a new password': (url, email) => post(url, '/auth/forgot-password', { email }, [200]),
  'asking for another mail': (url, email) => post(url, '/auth/resend-verification', { email }, [200]),
  registering: (url, email, nth) =>
    post(url, '/auth/register', { email, username: `somebody-${nth}`, password }, [201]),
};

/** Asks with known and unknown addresses by turns. @returns by question, the milliseconds of both kinds */
export async function pairs(url, { rounds, members }) {
  const times = {};
  for (const [name, ask] of Object.entries(questions)) {
    /** @type {number[]} */
    const known = [];
    /** @type {number[]} */
    const unknown = [];
    for (let round = 0; round < rounds; round += 1) {
      const pair = [
        async () => known.push(await ask(url, `member-${round % members}@club.test`, `${round}-k`)),
        async () => unknown.push(await ask(url, `nobody-${round}@club.test`, `${round}-u`)),
      ];
      for (const each of round % 2 === 0 ? pair : pair.toReversed()) {
        await each();
        // Beyond the pace at which passwords are compared there would be waits.
        await pause(120);
      }
    }
    times[name] = { known, unknown };
  }
  return times;
}

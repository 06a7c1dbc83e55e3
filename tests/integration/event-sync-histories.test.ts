import fc from 'fast-check';
import { z } from 'zod';
import { amount } from '../support/amounts';
import { documentsOf, type Documents } from '../support/documents';
import { eventOf, linkOf, startSyncedClub, type SyncedClub } from '../support/event-sync';
import { Crash, createSyncWorker } from '../support/sync-worker';

/** The second database is to find what is different there, not the same again. */
const runs = process.env.TEST_DATABASE === 'mariadb' ? amount(25, 150) : amount(60, 500);
const hour = 60 * 60_000;

let club: SyncedClub;
let worker: ReturnType<typeof createSyncWorker>;
/** The next save of a link kills the process, before or after it is written. */
let crashes: ('before' | 'after' | null)[] = [];

beforeAll(async () => {
  club = await startSyncedClub({
    worker: false,
    settings: {
      calls: { limits: {}, patience: { longestPauseMs: 0 }, circuit: { failures: 1_000_000 } },
    },
  });
  worker = createSyncWorker(club);
  const { links } = club.sync;
  const save = links.save.bind(links);
  links.save = async (...link: Parameters<typeof save>) => {
    const crash = crashes.shift();
    if (crash === 'before') throw new Crash();
    await save(...link);
    if (crash === 'after') throw new Crash();
  };
});
afterAll(() => club.stop());

/** What happens in a history; `which` is one of its events. */
type Step =
  | { do: 'write'; which: number; data: object; status: 'draft' | 'published' }
  | { do: 'rename'; which: number }
  | { do: 'translate'; which: number }
  | { do: 'unpublish' | 'delete' | 'discard'; which: number }
  | { do: 'work'; jobs: number }
  | { do: 'leap'; hours: number }
  | { do: 'trouble'; seed: number; probability: number }
  | { do: 'crash'; saves: ('before' | 'after' | null)[] };

const which = fc.nat({ max: 1 });
const status = fc.constantFrom('draft' as const, 'published' as const, 'published' as const);
const days = (count: number): string => new Date(club.clock.now() + count * 24 * hour).toISOString();
const change = fc.constantFrom(
  () => ({ title: 'Another title' }),
  () => ({ title: 'A title', description: 'With a text' }),
  () => ({ startTime: days(300), endTime: days(301) }),
  () => ({ eventStatus: 'cancelled' }),
  () => ({ eventStatus: 'postponed' }),
  () => ({ eventStatus: 'scheduled' }),
  () => ({ announce: false }),
  () => ({ announce: true, announceAt: null }),
  () => ({ announceAt: days(0.1) }),
);
const step: fc.Arbitrary<() => Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({ which, change, status })
      .map(({ change: make, ...rest }) => (): Step => ({ do: 'write', data: make(), ...rest })),
  },
  { weight: 2, arbitrary: which.map((event) => (): Step => ({ do: 'rename', which: event })) },
  { weight: 1, arbitrary: which.map((event) => (): Step => ({ do: 'translate', which: event })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom('unpublish' as const, 'unpublish' as const, 'discard' as const, 'delete' as const),
        which,
      )
      .map(([what, event]) => (): Step => ({ do: what, which: event })),
  },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 6 }).map((jobs) => (): Step => ({ do: 'work', jobs })) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 12 }).map((hours) => (): Step => ({ do: 'leap', hours })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ seed: fc.nat(), probability: fc.constantFrom(0.3, 0.6, 1) })
      .map((trouble) => (): Step => ({ do: 'trouble', ...trouble })),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom('before' as const, 'after' as const, null), { minLength: 1, maxLength: 3 })
      .map((saves) => (): Step => ({ do: 'crash', saves })),
  },
);

let histories = 0;

/** What cannot be done to an event as it stands is refused, and nothing is written: a draft that is all there is is not discarded. */
function unlessRefused(error: unknown): void {
  const refusals = ['ValidationError', 'NotFoundError'];
  if (!(error instanceof Error) || !refusals.includes(error.name)) throw error;
}

/** Two events, and what happens to them. */
async function lived(steps: readonly (() => Step)[]): Promise<{ prefix: string; id: string }[]> {
  const documents: Documents = documentsOf(club, 'api::event.event');
  histories += 1;
  let renamed = 0;
  const events: { prefix: string; id: string; isDeleted?: boolean }[] = [];
  for (const name of ['one', 'two']) {
    const prefix = `history-${histories}-${name}`;
    const base = { eventType: 'live_music', eventStatus: 'scheduled', timezone: 'Europe/Rome' };
    const { documentId } = await documents.create({
      locale: 'en',
      ...(name === 'one' && { status: 'published' }),
      // A slug that is not made of the title, and so does not follow it.
      data: { ...base, slug: prefix, title: `${prefix}, a night`, startTime: days(200), endTime: days(201) },
    });
    events.push({ prefix, id: documentId });
  }
  for (const make of steps) await happens(make()).catch(unlessRefused);

  async function happens(it: Step): Promise<void> {
    if (it.do === 'work') {
      for (let jobs = 0; jobs < it.jobs; jobs += 1) await worker.work();
      return;
    }
    if (it.do === 'leap') return club.clock.leap(it.hours * hour);
    if (it.do === 'crash') {
      crashes = [...it.saves];
      return;
    }
    if (it.do === 'trouble') {
      club.google.faults.random(it);
      return club.facebook.faults.random(it);
    }
    const event = events[it.which];
    if (!event || event.isDeleted) return;
    const { id: documentId, prefix } = event;
    const update = (data: object, more: object) =>
      documents.update({ documentId, locale: 'en', data, ...more });
    switch (it.do) {
      case 'write':
        return void (await update(it.data, { status: it.status }));
      case 'rename':
        renamed += 1;
        return void (await update({ slug: `${prefix}-${renamed}` }, { status: 'published' }));
      case 'translate':
        await documents.update({ documentId, locale: 'it', data: { title: 'Una notte' } });
        return void (await documents.publish({ documentId, locale: 'it' }));
      case 'unpublish':
        return void (await documents.unpublish({ documentId, locale: '*' }));
      case 'discard':
        return void (await club.strapi
          .documents('api::event.event')
          .discardDraft({ documentId, locale: 'en' }));
      case 'delete':
        event.isDeleted = true;
        return void (await documents.delete({ documentId, locale: '*' }));
    }
  }
  return events;
}

/** All is well again, and the queue has time. */
async function healed(): Promise<void> {
  crashes = [];
  club.google.faults.clear();
  club.facebook.faults.clear();
  for (let turns = 0; turns < 100; turns += 1) {
    if (!(await worker.work()) && !(await worker.leap())) return;
  }
  throw new Error('The queue finds no end');
}

const post = z.object({ message: z.string() });

/** What a target shows of an event: exactly what it should, and once. */
async function expectInStep({ id, prefix }: { id: string; prefix: string }): Promise<void> {
  const shown = await club.sync.events.read(id);
  for (const target of club.sync.targets) {
    const desired = target.desired(shown, new Date(club.clock.now()));
    if (desired === 'leave') throw new Error('Their events are far ahead');
    if (target.name === 'facebook-page') {
      const posts = [...club.facebook.page.posts.values()].filter(({ message, link = '' }) =>
        `${message} ${link}`.includes(`/events/${prefix}`),
      );
      const message = desired && post.parse(desired.document).message;
      const isOptional = desired !== null && desired.appears === 'never' && posts.length === 0;
      expect(posts.map((each) => each.message)).toEqual(message === null || isOptional ? [] : [message]);
      expect((await linkOf(club, target.name, id))?.state).not.toBe('withdrawn');
    } else {
      const calendar = target.name === 'google-public' ? club.google.public : club.google.internal;
      const found = club.google.shown(calendar).filter((each) => eventOf(each) === id);
      expect(found).toMatchObject(desired === null ? [] : [desired.document]);
      expect(found).toHaveLength(desired === null ? 0 : 1);
    }
  }
}

test(`${runs} histories of edits, faults and crashes all end in step`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const events = await lived(steps);
      await healed();
      for (const event of events) await expectInStep(event);
      const calls = club.google.requests.length + club.facebook.requests.length;
      for (const { id } of events) await club.sync.fanOut(id, 0);
      await healed();
      expect(club.google.requests.length + club.facebook.requests.length).toBe(calls);
    }),
    { numRuns: runs },
  );
}, 1_200_000);

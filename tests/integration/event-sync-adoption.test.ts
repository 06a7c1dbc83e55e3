import { documentsOf, type Documents } from '../support/documents';
import {
  createdEvent,
  forgetCalls,
  inStepInTime,
  linkOf,
  problemKindOf,
  postsOf,
  settled,
  startSyncedClub,
  type CreatedEvent,
  type SyncedClub,
} from '../support/event-sync';
import { fresh } from '../support/faults';

let club: SyncedClub;
beforeAll(async () => {
  club = await startSyncedClub({
    settings: { calls: { limits: {}, patience: { longestPauseMs: 0 }, circuit: { failures: 1000 } } },
  });
});
afterAll(() => club.stop());
afterEach(() => club.facebook.faults.clear());

const documents = (): Documents => documentsOf(club, 'api::event.event');
const change = ({ id }: CreatedEvent, data: object) =>
  documents().update({ documentId: id, locale: 'en', status: 'published', data });
const headlines = (slug: string): string[] =>
  postsOf(club.facebook, slug).map(({ message }) => message.split('\n')[0] ?? '');

/** An event that gave its slug to another, while nobody knows whether it has a post. */
async function renamed(): Promise<{ former: CreatedEvent; slug: string; heir: CreatedEvent }> {
  const { faults } = club.facebook;
  faults.next({ kind: 'drop-before', match: 'feed.create' });
  const former = await createdEvent(club);
  await settled(club);
  faults.next({ kind: 'error', name: 'service', match: 'feed.list' });
  const slug = fresh('renamed');
  await change(former, { slug });
  await settled(club);
  expect(faults.left()).toBe(0);
  const heir = await createdEvent(club, { slug: former.slug, title: 'The heir' });
  await settled(club);
  expect(headlines(former.slug)).toEqual(['The heir']);
  await expect(linkOf(club, 'facebook-page', former.id)).resolves.toMatchObject({ state: 'creating' });
  return { former, slug, heir };
}

it('an event that is looked for by its former slug leaves alone the post of who has that now', async () => {
  const { former, slug, heir } = await renamed();
  await inStepInTime(club);
  expect(headlines(slug)).toEqual([former.title]);
  expect(headlines(former.slug)).toEqual(['The heir']);
  await change(heir, { title: 'The heir, renamed' });
  await inStepInTime(club);
  expect(headlines(former.slug)).toEqual(['The heir, renamed']);
});

it('nor does it take that post away when it is unpublished', async () => {
  const { former } = await renamed();
  await documents().unpublish({ documentId: former.id, locale: 'en' });
  await inStepInTime(club);
  expect(headlines(former.slug)).toEqual(['The heir']);
});

it('a post of somebody else that links the event is not taken for the club’s', async () => {
  const slug = fresh('linked');
  const { facebook } = club;
  facebook.faults.next({ kind: 'drop-before', match: 'feed.create' });
  await createdEvent(club, { slug, title: 'A night' });
  await settled(club);
  facebook.addPost(`Come all! http://website.test/events/${slug}`);
  await inStepInTime(club);
  expect(headlines(slug)).toEqual([`Come all! http://website.test/events/${slug}`, 'A night']);
});

it('a post whose answer was lost is found, whatever was edited since', async () => {
  const { facebook } = club;
  forgetCalls(club);
  facebook.faults.next({ kind: 'drop-after', match: 'feed.create' });
  const event = await createdEvent(club);
  await settled(club);
  expect(headlines(event.slug)).toEqual([event.title]);
  const slug = fresh('renamed');
  await change(event, { title: 'Edited meanwhile', slug });
  await inStepInTime(club);
  expect(headlines(slug)).toEqual(['Edited meanwhile']);
  expect(facebook.calls('feed.create')).toHaveLength(1);
});

it('a post that says the same word for word, but is known to be another event’s, stays that', async () => {
  const { facebook } = club;
  const at = (hours: number) => new Date(club.clock.now() + hours * 60 * 60_000).toISOString();
  const same = { title: 'Word for word', startTime: at(30), endTime: at(32) };
  const first = await createdEvent(club, same);
  await inStepInTime(club);
  facebook.faults.next({ kind: 'error', name: 'service', match: 'post.update' });
  const slug = fresh('renamed');
  await change(first, { slug });
  await settled(club);
  const second = await createdEvent(club, { ...same, slug: first.slug });
  await settled(club);
  await expect(linkOf(club, 'facebook-page', second.id)).resolves.toMatchObject({
    remote_id: null,
  });
  await expect(problemKindOf(club, 'facebook-page', second.id)).resolves.toBe('never');
  await inStepInTime(club);
  await change(second, { description: 'Now with words of its own' });
  await inStepInTime(club);
  const posts = [...facebook.page.posts.values()].filter(({ message }) => message.startsWith(same.title));
  expect(posts.map(({ message }) => message.split('/').at(-1))).toEqual([slug, first.slug]);
});

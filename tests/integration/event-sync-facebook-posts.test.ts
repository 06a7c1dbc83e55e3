import { inStepInTime, linkOf, postsOf, settled, type SyncedClub } from '../support/event-sync';
import { facebookTroubles, startTroubledClub } from '../support/event-sync-troubles';
import { fresh } from '../support/faults';

let club: SyncedClub;
beforeAll(async () => {
  club = await startTroubledClub();
});
afterAll(() => club.stop());

const { change, documents, given, headlines, problemOf, restored } = facebookTroubles(() => club);
afterEach(restored);

it('a post that Facebook says is there already is found, and is the event’s', async () => {
  club.facebook.faults.next({ kind: 'drop-after', match: 'feed.create' });
  club.facebook.faults.next({ kind: 'drop-before', match: 'feed.list' });
  const { id, title, slug } = await given();
  await inStepInTime(club);
  expect(headlines(slug)).toEqual([title]);
  club.facebook.faults.next({ kind: 'error', name: 'duplicate', match: 'feed.create' });
  const other = await given();
  await inStepInTime(club);
  await expect(problemOf(other.id)).resolves.toBe('never');
  await change(id, { title: `${title} again` });
  await inStepInTime(club);
  expect(headlines(slug)).toEqual([`${title} again`]);
});

it('a post that staff took away on Facebook stays away', async () => {
  const { id, title, slug } = await given();
  await inStepInTime(club);
  for (const { id: post } of postsOf(club.facebook, slug)) club.facebook.page.posts.delete(post);
  await change(id, { title: `${title} again` });
  await inStepInTime(club);
  await change(id, { title: `${title} once more` });
  await inStepInTime(club);
  expect(headlines(slug)).toEqual([]);
  await expect(linkOf(club, 'facebook-page', id)).resolves.toMatchObject({
    state: 'withdrawn',
    problem: null,
  });
});

describe('an answer that was lost', () => {
  /** Until the post is made, or not, and nobody knows. */
  async function lost(kind: 'drop-after' | 'drop-before') {
    club.facebook.faults.next({ kind, match: 'feed.create' });
    const event = await given();
    await settled(club);
    return event;
  }

  it('and an event that has another slug since: the post is found by the former one', async () => {
    const { id, title, slug } = await lost('drop-after');
    const later = fresh('renamed');
    await change(id, { slug: later });
    await inStepInTime(club);
    expect(headlines(slug)).toEqual([title]);
    expect(headlines(later)).toEqual([title]);
    expect(club.facebook.calls('post.update').length).toBeGreaterThan(0);
  });

  it('twice, with another slug each time', async () => {
    const { id, title } = await lost('drop-before');
    const [second, third] = [fresh('renamed'), fresh('renamed')];
    club.facebook.faults.next({ kind: 'drop-after', match: 'feed.create' });
    await change(id, { slug: second });
    await settled(club);
    await change(id, { slug: third });
    await inStepInTime(club);
    expect(
      [...club.facebook.page.posts.values()].filter(({ message }) => message.startsWith(title)),
    ).toHaveLength(1);
    expect(headlines(third)).toEqual([title]);
  });

  it('of a removal, and the event is published again under another slug', async () => {
    const { id, title, slug } = await given();
    await inStepInTime(club);
    const second = fresh('renamed');
    await change(id, { slug: second });
    await inStepInTime(club);
    club.facebook.faults.next({ kind: 'drop-before', match: 'post.delete' });
    await documents().unpublish({ documentId: id, locale: 'en' });
    await settled(club);
    const third = fresh('renamed');
    await change(id, { slug: third });
    await inStepInTime(club);
    expect(headlines(slug)).toEqual([title]);
    expect(
      [...club.facebook.page.posts.values()].filter(({ message }) => message.startsWith(title)),
    ).toHaveLength(1);
    expect(headlines(third)).toEqual([title]);
  });

  it.each(['drop-after', 'drop-before'] as const)('and an event that is deleted since (%s)', async (kind) => {
    const { id, slug } = await lost(kind);
    await documents().delete({ documentId: id });
    await inStepInTime(club);
    expect(headlines(slug)).toEqual([]);
    await expect(linkOf(club, 'facebook-page', id)).resolves.toMatchObject({
      state: 'removed',
      problem: null,
    });
  });

  it('and an event that is cancelled since: announced as cancelled where it was announced, and else not', async () => {
    const [one, two] = [await lost('drop-after'), await lost('drop-before')];
    for (const { id } of [one, two]) await change(id, { eventStatus: 'cancelled' });
    await inStepInTime(club);
    expect(headlines(one.slug)).toEqual([`CANCELLED: ${one.title}`]);
    expect(headlines(two.slug)).toEqual([]);
  });
});

import { askConsequences } from '../support/consequences';
import { creator } from '../support/documents';
import { asEditor, type Send } from '../support/editors';
import { createdEvent, startSyncedClub, type SyncedClub } from '../support/event-sync';
import { fresh } from '../support/faults';

let club: SyncedClub;
let staff: Send;
beforeAll(async () => {
  club = await startSyncedClub();
  staff = await asEditor(club);
});
afterAll(() => club.stop());

const create = creator(() => club);
const published = { status: 'published' } as const;
const [events, places] = ['api::event.event', 'api::location.location'] as const;

describe('publishing a change of a public event', () => {
  const change = async (more: Record<string, unknown>, first: object = {}) => {
    const { id } = await createdEvent(club, first);
    const answer = await askConsequences(staff, {
      type: events,
      action: 'publish',
      documentId: id,
      data: more,
    });
    expect(answer.needsConfirmation).toBe(answer.consequences.length > 0);
    return answer.consequences.filter(({ kind }) => kind.startsWith('event'));
  };

  it('says that it is cancelled, moved or held elsewhere', async () => {
    const [hall, cave] = await Promise.all(
      ['Hall', 'Cave'].map((name) =>
        create(places, { slug: fresh('place'), name, moodCategory: 'hybrid', isActive: true }, published),
      ),
    );
    expect(await change({ eventStatus: 'cancelled' })).toEqual([
      { kind: 'eventStatus', status: 'cancelled' },
    ]);
    const times = { startTime: '2090-05-04T19:00:00.000Z', endTime: '2090-05-04T21:00:00.000Z' };
    expect(await change(times)).toMatchObject([{ kind: 'eventTime', to: times.startTime }]);
    const location = { set: [{ documentId: cave, locale: 'en' }] };
    expect(await change({ location }, { location: hall })).toEqual([
      { kind: 'eventLocation', from: 'Hall', to: 'Cave' },
    ]);
  });

  it('says nothing of one that is over', async () => {
    const past = { startTime: '2001-01-01T20:00:00.000Z', endTime: '2001-01-01T22:00:00.000Z' };
    expect(await change({ eventStatus: 'cancelled' }, past)).toEqual([]);
  });
});

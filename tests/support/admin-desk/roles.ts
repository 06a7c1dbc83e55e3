import type { Club } from '../club';
import { publishEvent } from '../publish-event';
import { asStaff, type StaffRole } from '../staff';
import { requestsOf } from './requests';

const events = '/content-manager/collection-types/api::event.event';

const reading = ['read events', 'see what is next'];
const booking = [
  'write an event',
  'change English',
  'translate into Italian',
  'publish an event',
  'delete an event',
  'sync an event',
  'see the media library',
  'see what needs attention',
];
const editing = [...booking, 'read posts', 'write a post', 'see integrations'];

/** What each role may do of all that the panel offers; the rest is refused. */
const allowed: Record<StaffRole, readonly string[]> = {
  'strapi-editor': [...reading, ...editing],
  // Of what is their own: these events are of nobody.
  'strapi-author': [...reading, 'write an event', 'read posts', 'write a post', 'see the media library'],
  'club-translator': [...reading, 'translate into Italian', 'read posts'],
  'club-booker': [...reading, ...booking],
  'club-host': reading,
  'club-manager': [
    ...reading,
    ...editing,
    'resume integrations',
    'see jobs',
    'resume jobs',
    'see members',
    'see what is set up',
  ],
};

/** What the holders of each role can and cannot do. */
export function describeRoles(club: () => Club): void {
  it.each(Object.entries(allowed) as [StaffRole, readonly string[]][])(
    '%s may do what the role is for, and nothing else',
    async (code, expected) => {
      const send = await asStaff(club(), code);
      const done: string[] = [];
      for (const [what, request] of Object.entries(requestsOf(club))) {
        const { status } = await request(send);
        expect([what, status < 500]).toEqual([what, true]);
        if (status !== 403) done.push(what);
      }
      expect(done.toSorted()).toEqual([...expected].toSorted());
    },
  );

  describe('a translator', () => {
    it.each(['it', 'fr', 'es'])(
      'writes %s, a first time and again, and leaves what is shared',
      async (locale) => {
        const translator = await asStaff(club(), 'club-translator');
        const id = await publishEvent(club().strapi, `translated-${locale}`, { title: 'Night' });
        const path = `${events}/${id}?locale=${locale}`;
        const documents = club().strapi.documents('api::event.event');
        // What its form does not let anybody type.
        const moved = { title: 'Moved', startTime: '2080-01-01T00:00:00.000Z' };
        expect((await translator('PUT', path, moved)).status).toBe(400);
        await expect(documents.findOne({ documentId: id, locale })).resolves.toBeNull();
        const { startTime } = (await documents.findOne({ documentId: id, locale: 'en' })) ?? {};
        expect((await translator('PUT', path, { title: 'Begun', startTime })).status).toBe(200);
        for (const title of ['First', 'Second']) {
          const { status } = await translator('PUT', path, { title, startTime: '2080-01-01T00:00:00.000Z' });
          expect(status).toBe(200);
          await expect(documents.findOne({ documentId: id, locale })).resolves.toMatchObject({ title });
        }
        const english = await documents.findOne({ documentId: id, locale: 'en' });
        const translation = await documents.findOne({ documentId: id, locale });
        expect(english?.title).toBe('Night');
        expect(translation?.startTime).toBe(english?.startTime);
        expect(new Date(String(english?.startTime)).getUTCFullYear()).toBeLessThan(2080);
        expect(
          (await translator('POST', `${events}/${id}/actions/publish?locale=${locale}`, {})).status,
        ).toBe(403);
      },
    );

    it('begins nothing that is not there in English', async () => {
      const translator = await asStaff(club(), 'club-translator');
      expect((await translator('POST', `${events}?locale=it`, { title: 'Nuovo' })).status).toBe(400);
      expect((await translator('POST', `${events}?locale=en`, { title: 'New' })).status).toBe(403);
      const id = await publishEvent(club().strapi, 'not-to-be-copied', { title: 'Night' });
      expect(
        (await translator('POST', `${events}/clone/${id}`, { title: 'Copy', slug: 'copy' })).status,
      ).toBe(403);
    });
  });

  it('an Author changes what is their own', async () => {
    const author = await asStaff(club(), 'strapi-author');
    const times = { startTime: '2090-05-04T19:00:00.000Z', endTime: '2090-05-04T21:00:00.000Z' };
    const { body } = await author('POST', `${events}?locale=en`, { title: 'Own', ...times });
    expect(body).toMatchObject({ data: { title: 'Own' } });
  });
}

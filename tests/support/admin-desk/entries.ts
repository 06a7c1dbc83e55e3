import { entryAnswer } from '../../../src/plugins/admin-desk/contract/entry';
import type { Club } from '../club';
import { creator, documentsOf } from '../documents';
import { asEditor, asNobody, asStaffWho, type Send } from '../editors';

const posts = 'api::post.post';

/** What the panels beside an entry are told. */
export function describeEntries(club: () => Club): void {
  const pathOf = (id: string, type: string = posts): string => `/admin-desk/entries/${type}/${id}`;

  describe('the panels beside an entry', () => {
    let staff: Send;
    beforeAll(async () => {
      staff = await asEditor(club());
    });
    const entry = async (id: string) => {
      const { status, body } = await staff('GET', pathOf(id));
      expect([status, body]).toEqual([200, expect.anything()]);
      return entryAnswer.parse(body).data;
    };

    it('say who reads it, what its translations lack and when they are too old', async () => {
      const documents = documentsOf(club(), posts);
      const tier = await creator(club)('api::patreon-tier.patreon-tier', { name: 'Gold', amountCents: 900 });
      const documentId = await creator(club)(posts, { title: 'News', body: 'Long', excerpt: 'Short' });
      await documents.update({ documentId, locale: 'it', data: { title: 'Notizie', body: 'Lungo' } });
      expect(await entry(documentId)).toMatchObject({
        audience: { languages: [], isGated: false, tier: null, from: null },
        translations: [
          { language: 'it', state: 'incomplete', missing: ['excerpt'] },
          { language: 'fr', state: 'absent' },
          { language: 'es', state: 'absent' },
        ],
      });

      await documents.update({ documentId, locale: 'en', data: { minimumTier: tier } });
      await documents.update({ documentId, locale: 'it', data: { excerpt: 'Breve' } });
      await documents.publish({ documentId, locale: ['en', 'it'] });
      expect(await entry(documentId)).toMatchObject({
        audience: { languages: ['en', 'it'], isGated: true, tier: 'Gold' },
        translations: [{ language: 'it', state: 'complete', missing: [] }, {}, {}],
      });

      await documents.update({ documentId, locale: 'en', data: { body: 'Longer' } });
      await documents.publish({ documentId, locale: 'en' });
      const { translations } = await entry(documentId);
      expect(translations[0]).toEqual({ language: 'it', state: 'outdated', missing: [] });
    });

    it('are for those who may read the entry', async () => {
      const id = await creator(club)(posts, { title: 'Draft' });
      const stranger = await asStaffWho(club(), ['plugin::jobs.read']);
      expect((await stranger('GET', pathOf(id))).status).toBe(403);
      expect((await asNobody(club())('GET', pathOf(id))).status).toBe(401);
      expect((await staff('GET', pathOf(id, 'admin::user'))).status).toBe(404);
      expect((await staff('GET', pathOf(id, 'api::nobody.nobody'))).status).toBe(404);
    });
  });
}

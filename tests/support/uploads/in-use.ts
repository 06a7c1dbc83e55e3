import { z } from 'zod';
import { creator } from '../documents';
import { fresh } from '../faults';
import { file, plain } from '../files';
import type { TextStage } from './texts';

const refused = z.object({ error: z.object({ message: z.string() }) });
const numbered = z.object({ data: z.object({ id: z.number() }) });

/** Pictures that documents show stay, whoever wants them gone. */
export function describePicturesInUse(stage: () => TextStage): void {
  describe('a picture in use', () => {
    const create = creator(() => stage().club);
    const stored = async (name: string, folder?: number): Promise<number> => {
      const content = await plain(10, 10).png().toBuffer();
      const { files } = await stage().panel(file(name, content), { info: { name, folder: folder ?? null } });
      return files[0]?.id ?? 0;
    };
    const exists = async (id: number): Promise<boolean> =>
      (await stage().club.strapi.db.query('plugin::upload.file').count({ where: { id } })) > 0;
    const remove = async (fileIds: number[], folderIds: number[] = []) =>
      stage().boss('POST', '/upload/actions/bulk-delete', { fileIds, folderIds });
    const post = (title: string, cover: number, status: 'draft' | 'published') =>
      create('api::post.post', { slug: fresh('post'), title, body: 'x', cover }, { status });

    it.each(['draft', 'published'] as const)('of a %s is not deleted', async (status) => {
      const { boss, club } = stage();
      const { body } = await boss('POST', '/upload/folders', { name: fresh('folder'), parent: null });
      const folder = numbered.parse(body).data.id;
      const [used, free] = [await stored('cover.png', folder), await stored('free.png', folder)];
      await post('Opening', used, status);
      const token: unknown = await club.strapi
        .service('admin::api-token')
        .create({ name: fresh('program'), description: '', type: 'full-access', lifespan: null });
      const { accessKey } = z.object({ accessKey: z.string() }).parse(token);
      const byProgram = await fetch(`${club.url}/api/upload/files/${used}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${accessKey}` },
      });
      const message = '“cover.png” – Still in use by 1 post (“Opening”). Take it out of these first.';
      for (const answer of [
        await boss('DELETE', `/upload/files/${used}`),
        { status: byProgram.status, body: await byProgram.json() },
      ]) {
        expect(answer.status).toBe(400);
        expect(refused.parse(answer.body).error.message).toBe(message);
      }
      // The folder has both.
      for (const selection of [await remove([free, used]), await remove([], [folder])]) {
        expect([selection.status, refused.parse(selection.body).error.message]).toEqual([
          400,
          `Deleted: 0. Not deleted: ${message.slice(0, -1)}`,
        ]);
      }
      expect([await exists(used), await exists(free)]).toEqual([true, true]);
      expect((await remove([free])).status).toBe(200);
      expect([await exists(used), await exists(free)]).toEqual([true, false]);
    });

    it('that stands in a text is not deleted either, in whatever size', async () => {
      const used = await stored('inline.png');
      const found: unknown = await stage()
        .club.strapi.db.query('plugin::upload.file')
        .findOne({
          where: { id: used },
        });
      const { hash } = z.object({ hash: z.string() }).parse(found);
      await create('api::artist.artist', {
        slug: fresh('artist'),
        name: 'Ember',
        bio: `Before ![a](/uploads/small_${hash}.png) after`,
      });
      const { status, body } = await stage().boss('DELETE', `/upload/files/${used}`);
      expect([status, refused.parse(body).error.message]).toEqual([
        400,
        '“inline.png” – Still in use by 1 artist (“Ember”). Take it out of these first.',
      ]);
    });

    it('is told in the language of whoever asks', async () => {
      const users = stage().club.strapi.db.query('admin::user');
      await users.updateMany({ where: {}, data: { preferedLanguage: 'it' } });
      const used = await stored('copertina.png');
      await post('Apertura', used, 'draft');
      const { body } = await stage().boss('DELETE', `/upload/files/${used}`);
      expect(refused.parse(body).error.message).toContain('Ancora in uso: 1 articolo («Apertura»).');
      await users.updateMany({ where: {}, data: { preferedLanguage: 'en' } });
    });

    it('goes by what is no request', async () => {
      const { strapi } = stage().club;
      const used = await stored('old.png');
      await post('Old', used, 'draft');
      const found: unknown = await strapi.db.query('plugin::upload.file').findOne({ where: { id: used } });
      await strapi.plugin('upload').service('upload').remove(found);
      expect(await exists(used)).toBe(false);
    });
  });
}

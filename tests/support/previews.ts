import { z } from 'zod';
import { previewAnswer, type Preview } from '../../src/plugins/public-api/contract/preview';
import type { Club } from './club';
import { asEditor, type Send } from './editors';
import { ask, type Answer } from './v1';

/** Where `FRONTEND_URL` leads in suites about previews. */
export const website = 'https://club.example';

export const [locations, artists, events, posts] = [
  'api::location.location',
  'api::artist.artist',
  'api::event.event',
  'api::post.post',
] as const;
export type PageType = typeof locations | typeof artists | typeof events | typeof posts;

const row = z.object({ documentId: z.string() });

export const panelPath = (uid: string, id: string, lang = 'en'): string =>
  `/public-api/previews/${uid}/${id}?lang=${lang}`;

/** What suites about previews ask a club, as an editor unless they say as whom. */
export async function previewsOf(club: Club) {
  const editor = await asEditor(club);

  async function panel(uid: string, id: string, { lang = 'en', as = editor } = {}): Promise<Preview> {
    const { status, body } = await as('GET', panelPath(uid, id, lang));
    expect([status, body]).toEqual([200, expect.anything()]);
    return previewAnswer.parse(body).data;
  }

  return {
    editor,
    panel,

    idOf: async (uid: PageType, slug: string): Promise<string> =>
      row.parse(await club.strapi.db.query(uid).findOne({ where: { slug, locale: 'en' } })).documentId,

    /** The token in the address that the panel gives. */
    async tokenOf(uid: string, id: string, as: Send = editor): Promise<string> {
      const { page } = await panel(uid, id, { as });
      return z.string().parse(new URL(z.string().parse(page)).searchParams.get('preview'));
    },

    read: (token: string, query = '', init: RequestInit = {}): Promise<Answer> =>
      ask(club, `/preview/${token}${query}`, init),
  };
}
export type Previews = Awaited<ReturnType<typeof previewsOf>>;

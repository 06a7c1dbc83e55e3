import { z } from 'zod';
import { fileKeyOf } from '../../config/env/link-keys';
import { startClub, type Club } from './club';
import { testEnvironment } from './environment';
import { file, plain, type Stored } from './files';
import { levelsOf, libraryOf, newReader, panelUser, type Library, type Reader } from './gated-files';

/** What links of the club under test are signed with. */
export const linkKey = fileKeyOf(testEnvironment['JWT_SECRET'] ?? '');

const media = z.object({
  url: z.string(),
  formats: z.record(z.string(), z.object({ url: z.string() }).nullable()),
});
const whole = z.object({ data: z.object({ media: z.array(media), body: z.string().nullable() }) });

/** How somebody shows who they are: with a picture of a page, and with a request of a program. */
export const bothWays = ({ cookie, authorization }: Omit<Reader, 'documentId'>): Record<string, string>[] => [
  { cookie },
  { authorization },
];

export const errorOf = async (answer: Response): Promise<[number, string]> => {
  const { error } = z.object({ error: z.string() }).parse(await answer.json());
  return [answer.status, error];
};

export interface GatedClub {
  club: Club;
  library: Library;
  levels: Map<string, number>;
  /** Two members who hold what opens all. */
  gold: Reader;
  other: Reader;
  staff: Omit<Reader, 'documentId'>;
  /** The documentId of the tier that everything needs. */
  tier: string;
}

/** A club with a tier, and people who hold it. */
export async function startGatedClub(): Promise<GatedClub> {
  const club = await startClub();
  const levels = levelsOf(club);
  const [gold, other, staff] = await Promise.all([
    newReader(club, 'gold'),
    newReader(club, 'other'),
    panelUser(club, 'strapi-super-admin'),
  ]);
  const library = libraryOf(club, staff.authorization);
  const made = await club.strapi.documents('api::patreon-tier.patreon-tier').create({
    locale: 'en',
    status: 'published',
    data: { slug: 'gold', name: 'Gold', amountCents: 900, currency: 'EUR' },
  });
  return { club, library, levels, gold, other, staff, tier: made.documentId };
}

/** What people do there. */
export function gatedActions(stage: () => GatedClub) {
  let count = 0;
  const get = (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    fetch(url.replace('http://club.test', stage().club.url), { method, headers });
  const asRead = async (slug: string, { authorization }: Reader) => {
    const answer = await get(`${stage().club.url}/api/v1/support/exclusive/${slug}`, { authorization });
    return whole.parse(await answer.json()).data;
  };

  return {
    get,
    asRead,
    exclusives: () => stage().club.strapi.documents('api::exclusive.exclusive'),
    posts: () => stage().club.strapi.documents('api::post.post'),
    linkTo: async (slug: string, reader: Reader): Promise<string> =>
      (await asRead(slug, reader)).media[0]?.url ?? '',

    picture: async (): Promise<Stored> =>
      stage().library.add(file(`photo-${(count += 1)}.jpg`, await plain(1200, 800).jpeg().toBuffer())),

    /** An exclusive with files behind its gate, published. */
    exclusiveWith: async (files: number[], more: object = {}): Promise<{ id: string; slug: string }> => {
      const { club, tier } = stage();
      const slug = `tape-${(count += 1)}`;
      const data = { slug, title: 'Tape', minimumTier: tier, media: files, ...more };
      const { documentId: id } = await club.strapi
        .documents('api::exclusive.exclusive')
        .create({ locale: 'en', status: 'published', data });
      return { id, slug };
    },
  };
}

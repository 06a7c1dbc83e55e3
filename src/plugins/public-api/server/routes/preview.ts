import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../http/errors';
import { json } from '../../../../http/results';
import { defineRoute } from '../../../../http/route';
import { languageQuery, one } from '../../../../http/schemas';
import type { Language } from '../../../../shared/server/languages';
import { previewMinutes, type PreviewClaims } from '../domain/preview-token';
import type { PreviewReader } from '../domain/previewed';
import type { PageFolder } from '../domain/previewed-types';
import { previewSchema, type PreviewView } from '../domain/views/preview';
import { previewsOf, type Previews } from '../services/previews';

const refusals = {
  'not signed by this club': 'This preview link is not valid. Open the preview from the admin panel.',
  expired: 'This preview link has expired. Open the preview from the admin panel again.',
} as const;

/** @throws HttpError 404 for a token that is not good, or not any more */
function claimsOf(previews: Previews, token: string | undefined, now: Date): PreviewClaims {
  const opened = previews.open(token ?? '', now);
  if (!opened.ok) throw new HttpError(404, refusals[opened.why]);
  return opened.claims;
}

/** `GET /preview/:token`: a document as it is saved, for the website's page of it. */
export function previewRoutes(strapi: Core.Strapi) {
  const previews = previewsOf(strapi);
  const read = createReads(previews);
  return [
    defineRoute({
      method: 'GET',
      path: '/preview/:token',
      tag: 'Preview',
      summary:
        `A document as staff have saved it, published or not: the page that the admin panel opens with ?preview=<token> reads it` +
        ` instead of its slug. Whole, even behind a tier. A link ends after ${previewMinutes} minutes`,
      access: {
        verify: ({ params, now }) => void claimsOf(previews, params['token'], now),
        refusal: 404,
      },
      params: z.object({ token: z.string().describe('From the address of the page, as it stands there') }),
      query: languageQuery,
      responses: { 200: one(previewSchema) },
      rateLimit: { points: 120, seconds: 60 },
      handle: async ({ params, language, now }) => {
        const claims = claimsOf(previews, params.token, now);
        if (!claims.languages.includes(language))
          throw new HttpError(404, `This preview link is not for the language '${language}'`);
        const data = await read[claims.type](claims, language);
        if (!data) throw new HttpError(404, 'The entry of this preview has been deleted');
        return json(data, {
          headers: { 'Content-Language': language, Vary: 'Accept-Language', 'X-Robots-Tag': 'noindex' },
        });
      },
    }),
  ];
}

type Read = (claims: PreviewClaims, language: Language) => Promise<PreviewView | undefined>;

function createReads({ saved, published }: Previews): Record<PageFolder, Read> {
  return {
    locations: (claims, language) =>
      preview('locations', saved.locations, published.locations, claims, language),
    artists: (claims, language) => preview('artists', saved.artists, published.artists, claims, language),
    events: (claims, language) => preview('events', saved.events, published.events, claims, language),
    blog: (claims, language) => preview('blog', saved.posts, published.posts, claims, language),
  };
}

async function preview<Folder extends PageFolder, View>(
  type: Folder,
  saved: PreviewReader<View>,
  published: PreviewReader<View>,
  { id, expires }: PreviewClaims,
  language: Language,
) {
  const [found, isPublic] = await Promise.all([saved.byId(id, language), published.byId(id, language)]);
  if (!found) return undefined;
  const { view, missing } = found;
  const expires_at = new Date(expires * 1000).toISOString();
  return { ...view, preview: { type, published: isPublic !== undefined, missing: [...missing], expires_at } };
}

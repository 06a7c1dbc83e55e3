import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { defaultLanguage, isLanguage, type Language } from '../../../../shared/server/languages';
import { isPreviewable, type Preview } from '../../contract/preview';
import type { PublicApiConfig } from '../config';
import { attributeOf, changedAttributes } from '../domain/preview-changes';
import { cards, type ViewOf } from '../domain/preview-card';
import { openToken, previewToken } from '../domain/preview-token';
import type { PreviewReader } from '../domain/previewed';
import { previewedTypes, type PreviewedName, type PreviewedType } from '../domain/previewed-types';
import { previewAccess, type PreviewAccess } from './preview-access';
import { readsOf } from './reads';

type ReadersByName = { [Name in PreviewedName]: PreviewReader<ViewOf[Name]> };

/** A document that is asked for by staff. */
export interface PreviewSubject {
  uid: UID.ContentType;
  type: PreviewedType;
  documentId: string;
}

/** @returns null for types that cannot be previewed */
export function previewSubject(uid: UID.ContentType, documentId: string): PreviewSubject | null {
  return isPreviewable(uid) ? { uid, type: previewedTypes[uid], documentId } : null;
}

/** Documents as staff have saved them, and links by which the website shows them. */
export function createPreviews({ strapi }: { strapi: Core.Strapi }) {
  const { previewKey, frontendUrl } = strapi.config.get<PublicApiConfig>('plugin::public-api');
  const { origin } = new URL(strapi.config.get<string>('server.url'));
  const { previewed } = readsOf(strapi);
  const saved: ReadersByName = previewed.saved;
  const published: ReadersByName = previewed.public;

  const accessTo = (state: object, { uid, type: { fields }, documentId }: PreviewSubject) =>
    previewAccess(strapi, state, { uid, documentId, fields });

  /** The page of a document on the website; null if the website has none. */
  async function pageOf(
    { type, documentId }: PreviewSubject,
    { languages }: PreviewAccess,
    language: Language,
    now: Date,
  ): Promise<string | null> {
    const { folder, reader } = type;
    if (frontendUrl === undefined || folder === null || !languages.includes(language)) return null;
    const slug = await slugOf(saved[reader], documentId);
    if (slug === null) return null;
    const preview = previewToken({ type: folder, id: documentId, languages }, now, previewKey);
    return `${pageAt(frontendUrl, folder, slug)}?${new URLSearchParams({ preview, lang: language }).toString()}`;
  }

  async function cardOf<Name extends PreviewedName>(name: Name, documentId: string, language: Language) {
    const [now, before] = await Promise.all([
      saved[name].byId(documentId, language),
      published[name].byId(documentId, language),
    ]);
    if (!now) throw new errors.NotFoundError();
    return {
      card: cards[name](now, origin),
      missing: now.missing.map(attributeOf),
      isPublic: before !== undefined,
      changed: before ? changedAttributes(before.view, now.view) : [],
    };
  }

  return {
    saved,
    published,

    /** What a link's token says. */
    open: (token: string, now: Date) => openToken(token, now, previewKey),

    /**
     * What the panel shows beside an entry; null for whoever may not read it.
     * @param state of a request of the panel @param asked English stands in for a language that may not be read
     * @throws NotFoundError if it is gone
     */
    async forStaff(
      state: object,
      subject: PreviewSubject,
      asked: Language,
      now: Date,
    ): Promise<Preview | null> {
      const access = await accessTo(state, subject);
      if (access === null) return null;
      const { languages, unreadable } = access;
      const language = languages.includes(asked) ? asked : defaultLanguage;
      const isBarred = languages.length === 0;
      const none = { card: null, missing: [], isPublic: false, changed: [] };
      return {
        language,
        languages,
        unreadable,
        page: await pageOf(subject, access, language, now),
        ...(isBarred ? none : await cardOf(subject.type.reader, subject.documentId, language)),
      };
    },

    /**
     * The address of Strapi's own preview: the page with what is saved or, where that is asked for and public, the public page.
     * @param state of a request of the panel
     */
    async addressFor(
      state: object,
      uid: UID.ContentType,
      { documentId, locale, status }: { documentId: string; locale?: string | null; status?: string },
      now: Date,
    ): Promise<string | null> {
      const subject = previewSubject(uid, documentId);
      const language = locale ?? defaultLanguage;
      if (subject === null || !isLanguage(language)) return null;
      const { folder, reader } = subject.type;
      const access = await accessTo(state, subject);
      if (access === null || frontendUrl === undefined || folder === null) return null;
      const slug = status === 'published' ? await slugOf(published[reader], subject.documentId) : null;
      if (slug === null) return pageOf(subject, access, language, now);
      return `${pageAt(frontendUrl, folder, slug)}?lang=${language}`;
    },
  };
}
export type Previews = ReturnType<typeof createPreviews>;

const pageAt = (frontendUrl: string, folder: string, slug: string): string =>
  `${frontendUrl}/${folder}/${encodeURIComponent(slug)}`;

/** The slug, which is the same in all languages; of a draft without one, its id. Null if there is no such document. */
async function slugOf(reader: PreviewReader<object>, documentId: string): Promise<string | null> {
  const found = await reader.byId(documentId, defaultLanguage);
  if (!found) return null;
  return 'slug' in found.view && typeof found.view.slug === 'string' && found.view.slug !== ''
    ? found.view.slug
    : documentId;
}

/** The service with its type, which Strapi's own getter does not have. */
export const previewsOf = (strapi: Core.Strapi): Previews => strapi.plugin('public-api').service('previews');

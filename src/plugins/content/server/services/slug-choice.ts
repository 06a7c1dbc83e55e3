import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage, includesEnglish } from '../../../../shared/server/languages';
import type { SlugAnswer } from '../../contract/slug';
import type { Values } from '../domain/rules/issues';
import { chosenSlug, isMadeFrom, proposalStem, proposedSlug, type SlugSource } from '../domain/slugs';
import { type ClubType, type WriteAction, isClubType } from '../domain/writes';
import { schemasOf } from './schemas';
import { contentServices } from '.';
import { isObject, isRecord } from '../../../../shared/server/is-record';

const formerUid = 'plugin::content.former-slug';

const named = z.array(z.object({ slug: z.string().nullable() }));
const rowList = z.array(
  z.looseObject({ id: z.number(), slug: z.string().nullable(), publishedAt: z.unknown() }),
);

/** As the panel's `SlugQuestion`, with values that no schema has checked yet. */
interface SlugRequest {
  documentId: string | undefined;
  isCopy: boolean;
  slug: unknown;
  /** Undefined if the title stays. */
  title: unknown;
}

/** Determines a document's slug: the chosen one, or one made from its title. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { attributesOf, hasDrafts, type } = schemasOf(strapi);

  const titleOf = (uid: ClubType): string => attributesOf(uid)['slug']?.targetField ?? 'title';

  /** The English rows, the draft or only row first. */
  async function englishRows(uid: ClubType, documentId: string) {
    const rows = rowList.parse(
      await strapi.db.query(uid).findMany({
        select: ['id', 'slug', 'publishedAt', titleOf(uid)],
        where: { documentId, locale: defaultLanguage },
      }),
    );
    return rows.sort((one, other) => Number(Boolean(one.publishedAt)) - Number(Boolean(other.publishedAt)));
  }

  /** Whether a document was ever public, so that links to its slug may exist. */
  async function wasPublic(uid: ClubType, documentId: string, rows: readonly { publishedAt?: unknown }[]) {
    if (rows.length > 0 && (!hasDrafts(uid) || rows.some(({ publishedAt }) => publishedAt))) return true;
    return (await strapi.db.query(formerUid).count({ where: { uid, target: documentId } })) > 0;
  }

  /** Returns a check that no other document has a slug, or had it in public: links to it would lead here. */
  async function isFreeAmong(source: SlugSource, uid: ClubType, documentId: string | undefined) {
    const slug = { $startsWith: proposalStem(source) ?? '' };
    const others = documentId === undefined ? {} : { documentId: { $ne: documentId } };
    const strangers = documentId === undefined ? {} : { target: { $ne: documentId } };
    const [now, former]: unknown[] = [
      await strapi.db.query(uid).findMany({ select: ['slug'], where: { slug, ...others } }),
      await strapi.db.query(formerUid).findMany({ select: ['slug'], where: { uid, slug, ...strangers } }),
    ];
    const taken = new Set([...named.parse(now), ...named.parse(former)].map((row) => row.slug));
    return (one: string): boolean => !taken.has(one);
  }

  async function answer(uid: ClubType, question: SlugRequest): Promise<SlugAnswer> {
    const { documentId, isCopy } = question;
    const rows = documentId === undefined ? [] : await englishRows(uid, documentId);
    const stored: Values = rows[0] ?? {};
    const storedTitle = stored[titleOf(uid)];
    const title = question.title === undefined ? storedTitle : question.title;
    const source = { uid, word: type(uid).info.singularName, title };
    const state = isCopy
      ? // The original's slug is not a choice for the copy.
        {
          sent: question.slug === stored['slug'] ? null : question.slug,
          stored: null,
          storedTitle: null,
          wasPublic: false,
        }
      : {
          sent: question.slug,
          stored: stored['slug'],
          storedTitle,
          wasPublic: documentId !== undefined && (await wasPublic(uid, documentId, rows)),
        };
    const chosen = chosenSlug(source, state);
    if (chosen !== null) return { slug: chosen, isFollowing: false };
    if (typeof state.stored === 'string' && isMadeFrom(state.stored, source))
      return { slug: state.stored, isFollowing: true };
    const isFree = await isFreeAmong(source, uid, isCopy ? undefined : documentId);
    return { slug: proposedSlug(source, isFree), isFollowing: true };
  }

  /** Strapi publishes the stored draft, so a slug that was not chosen is replaced there. */
  async function choosePublished(uid: ClubType, { documentId, locale }: Values): Promise<boolean> {
    if (typeof documentId !== 'string' || !includesEnglish(locale ?? defaultLanguage)) return false;
    const [draft] = await englishRows(uid, documentId);
    if (!draft) return false;
    const { slug, isFollowing } = await answer(uid, {
      documentId,
      isCopy: false,
      slug: undefined,
      title: undefined,
    });
    if (slug !== null && slug !== draft.slug)
      await strapi.db.query(uid).update({ where: { id: draft.id }, data: { slug } });
    return isFollowing;
  }

  return {
    answer,
    titleOf,

    /**
     * Call before a write in English: sets the slug in its data. Other languages have the English slug.
     *
     * @returns whether the slug was proposed, not chosen
     */
    async choose(action: WriteAction, uid: ClubType, params: object): Promise<boolean> {
      if (!('slug' in attributesOf(uid))) return false;
      const values: Values = { ...params };
      if (action === 'publish') return choosePublished(uid, values);
      if (action !== 'create' && action !== 'update' && action !== 'clone') return false;
      if (action !== 'clone' && (values['locale'] ?? defaultLanguage) !== defaultLanguage) return false;
      const data = isRecord(values['data']) ? values['data'] : {};
      // The rules refuse other types.
      if (!['string', 'undefined'].includes(typeof (data['slug'] ?? undefined))) return false;
      const known = action === 'create' ? data['documentId'] : values['documentId'];
      const documentId = typeof known === 'string' ? known : undefined;
      const question = {
        documentId,
        isCopy: action === 'clone',
        slug: data['slug'],
        title: data[titleOf(uid)],
      };
      const { slug, isFollowing } = await answer(uid, question);
      Object.assign(params, { data: Object.assign(data, { slug }) });
      return isFollowing;
    },

    /** A proposal for a title, for callers of Strapi's own service. */
    async propose(uid: ClubType, title: unknown, documentId: string | undefined): Promise<string> {
      const source = { uid, word: type(uid).info.singularName, title };
      return proposedSlug(source, await isFreeAmong(source, uid, documentId)) ?? '';
    },
  };
};

interface UidRequest {
  contentTypeUID: string;
  field: string;
  data: unknown;
}

/** The part of the content manager's own service that is used here; it has no types. */
interface UidService {
  generateUIDField: (asked: UidRequest) => Promise<string>;
}
const uidService = z.custom<UidService>((value) => isObject(value) && 'generateUIDField' in value);

/** Replaces Strapi's own proposals, which may be `event`, `-1` or too long. */
export function proposeSlugs(strapi: Core.Strapi): void {
  const service = uidService.parse(strapi.plugin('content-manager').service('uid'));
  const original = service.generateUIDField.bind(service);
  service.generateUIDField = (asked) => {
    const { contentTypeUID: uid, field } = asked;
    if (!isClubType(uid) || field !== 'slug') return original(asked);
    const data = isObject(asked.data) ? asked.data : {};
    const target = contentServices(strapi).slugChoice.titleOf(uid);
    const documentId = typeof data['id'] === 'string' && data['id'] !== '' ? data['id'] : undefined;
    return contentServices(strapi).slugChoice.propose(uid, data[target], documentId);
  };
}

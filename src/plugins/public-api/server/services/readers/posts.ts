import { defaultLanguage, type Language } from '../../../../../shared/server/languages';
import type { CategoryView, PostSummary, PostView } from '../../contract/blog';
import type { Localized } from '../../domain/translation';
import type { Page } from '../../../../../http/schemas';
import { name } from '../../../../../database/sql';
import {
  categoryColumns,
  toCategory,
  postColumns,
  toPostSummary,
  toPost,
  type PostParts,
} from '../../domain/views/post';
import { type Condition, createDocuments, readBySlug, readPage, readAll } from '../documents';
import { gateOf } from '../../../../content/server/domain/public';
import { mayRead } from '../../../../patreon/server/domain/gate';
import { gateService } from '../../../../patreon/server/services';
import { createLinkedIds, createMedia, createReference } from '../relations';
import { joinTableOf } from '../../../../../database/tables';
import { createSearchEntries } from '../search-entries';
import type { ReadContext } from '../reads';

const uid = 'api::post.post';
const categoryUid = 'api::category.category';

export interface PostFilter {
  q?: string | undefined;
  category?: string | undefined;
}

export function createPostReader({ strapi, database }: ReadContext) {
  const documents = createDocuments(strapi, uid, postColumns);
  const categories = createDocuments(strapi, categoryUid, categoryColumns);
  const authors = createDocuments(strapi, 'api::staff-member.staff-member', categoryColumns);
  const tiers = createDocuments(strapi, 'api::patreon-tier.patreon-tier', categoryColumns);
  const categoryOf = createReference(strapi, database, [uid, 'category'], categories);
  const authorOf = createReference(strapi, database, [uid, 'author'], authors);
  const tierOf = createReference(strapi, database, [uid, 'minimumTier'], tiers);
  const media = createMedia(strapi, database, uid);
  const entries = createSearchEntries(strapi);
  const categoryLink = joinTableOf(strapi, uid, 'category');
  const gate = gateOf(strapi.contentType(uid));
  const tierIdOf = createLinkedIds(
    strapi,
    database,
    [uid, gate?.tier ?? 'minimumTier'],
    'api::patreon-tier.patreon-tier',
  );

  async function parts(posts: Localized<typeof postColumns>[], language: Language) {
    const rowIds = posts.map(({ rowId }) => rowId);
    const [category, author, tier, tierIds, viewer, mediaOf] = await Promise.all([
      categoryOf(rowIds, language),
      authorOf(rowIds, language),
      tierOf(rowIds, language),
      tierIdOf(rowIds),
      gateService(strapi).viewer(null),
      media(rowIds),
    ]);
    return ({ rowId }: Localized<typeof postColumns>): PostParts => ({
      category: category.get(rowId),
      author: author.get(rowId),
      minimumTier: tier.get(rowId),
      cover: mediaOf(rowId, 'cover')[0],
      // By the link itself: a tier that cannot be shown still closes its gate.
      locked: gate !== null && !mayRead(gate, { [gate.tier]: tierIds.get(rowId) ?? null }, viewer),
    });
  }

  function inCategory(slug: string): Condition {
    return {
      where:
        `EXISTS (SELECT 1 FROM ${name(categoryLink.table)} l JOIN ${name(categories.table)} c ON c.id = l.${name(categoryLink.target)}` +
        ` WHERE l.${name(categoryLink.owner)} = d.id AND c.slug = ?)`,
      bindings: [slug],
    };
  }

  return {
    /** One page, newest first. */
    async page(
      language: Language,
      filter: PostFilter,
      page: Page,
    ): Promise<{ data: PostSummary[]; total: number }> {
      const conditions = [
        ...(filter.q === undefined ? [] : [entries.matching(uid, language, filter.q)]),
        ...(filter.category === undefined ? [] : [inCategory(filter.category)]),
      ];
      const found = await readPage(database, documents, {
        conditions,
        order: ['d.date', 'd.published_at', 'd.id'],
        direction: 'DESC',
        page,
        language,
      });
      const partsOf = await parts(found.documents, language);
      return { data: found.documents.map((post) => toPostSummary(post, partsOf(post))), total: found.total };
    },

    async bySlug(slug: string, language: Language): Promise<PostView | undefined> {
      const posts = await readBySlug(database, documents, slug, language);
      const partsOf = await parts(posts, language);
      const [view] = posts.map((post) => toPost(post, partsOf(post)));
      return view;
    },

    /** By the name the reader sees. */
    async categories(language: Language): Promise<CategoryView[]> {
      const found = await readAll(database, categories, language);
      const collator = new Intl.Collator(language);
      return found
        .map(toCategory)
        .sort(
          (a, b) =>
            collator.compare(a.name ?? '', b.name ?? '') || a.slug.localeCompare(b.slug, defaultLanguage),
        );
    },
  };
}

import { name } from '../../../../../database/sql';
import { joinTableOf } from '../../../../../database/tables';
import type { Page } from '../../../../../http/schemas';
import type { Language } from '../../../../../shared/server/languages';
import type { Localized } from '../../domain/columns';
import { previewed } from '../../domain/previewed';
import {
  categoryColumns,
  postColumns,
  toPost,
  toPostSummary,
  type PostParts,
  type PostSummary,
  type PostView,
} from '../../domain/views/post';
import { createDocuments, publicContext, type Condition } from '../documents';
import { gateService } from '../../../../patreon/server/services';
import type { Viewer } from '../../../../patreon/server/services/viewers';
import { linksInto } from '../gated-files';
import { createLocks } from '../locks';
import { createMedia, createReference } from '../relations';
import { createSearchEntries } from '../search-entries';
import type { ReadContext } from '../reads';

const uid = 'api::post.post';
const categoryUid = 'api::category.category';

interface PostFilter {
  q?: string | undefined;
  category?: string | undefined;
}

export function createPostReader(context: ReadContext) {
  const { strapi } = context;
  const target = publicContext(context);
  const documents = createDocuments(context, uid, postColumns);
  const categories = createDocuments(target, categoryUid, categoryColumns);
  const authors = createDocuments(target, 'api::staff-member.staff-member', categoryColumns);
  const categoryOf = createReference(context, [uid, 'category'], categories);
  const authorOf = createReference(context, [uid, 'author'], authors);
  const media = createMedia(context, uid);
  const entries = createSearchEntries(strapi);
  const categoryLink = joinTableOf(strapi, uid, 'category');
  const locks = createLocks(context, uid);

  async function parts(posts: Localized<typeof postColumns>[], language: Language, viewer: Viewer) {
    const rowIds = posts.map(({ rowId }) => rowId);
    const [category, author, lockOf, mediaOf] = await Promise.all([
      categoryOf(rowIds, language),
      authorOf(rowIds, language),
      locks(rowIds, language, viewer),
      media(rowIds),
    ]);
    return (post: Localized<typeof postColumns>): PostParts & { isGated: boolean } => {
      const { minimumTier, offer, isGated } = lockOf(post);
      return {
        isGated,
        category: category.get(post.rowId),
        author: author.get(post.rowId),
        minimumTier,
        cover: mediaOf(post.rowId, 'cover')[0],
        offer,
      };
    };
  }

  function inCategory(slug: string): Condition {
    return {
      where:
        `EXISTS (SELECT 1 FROM ${name(categoryLink.table)} l JOIN ${name(categories.table)} c ON c.id = l.${name(categoryLink.target)}` +
        ` WHERE l.${name(categoryLink.owner)} = d.id AND c.slug = ?)`,
      bindings: [slug],
    };
  }

  /** A post by itself, with links to the files that its body has behind the gate. */
  async function whole(
    post: Localized<typeof postColumns>,
    { isGated, ...shown }: PostParts & { isGated: boolean },
    viewer: Viewer,
  ): Promise<PostView> {
    const view = toPost(post, shown);
    const isLinked = context.isWhole || (isGated && !view.locked);
    const links = isLinked ? linksInto(context, uid, post.documentId, viewer) : null;
    return links && view.body !== null ? { ...view, body: await links.inText('body', view.body) } : view;
  }

  return {
    async page(
      language: Language,
      filter: PostFilter,
      page: Page,
      viewer: Viewer,
    ): Promise<{ data: PostSummary[]; total: number }> {
      const conditions = [
        ...(filter.q === undefined ? [] : [entries.matching(uid, language, filter.q)]),
        ...(filter.category === undefined ? [] : [inCategory(filter.category)]),
      ];
      const found = await documents.page({
        conditions,
        order: ['d.date', 'd.published_at', 'd.id'],
        direction: 'DESC',
        page,
        language,
      });
      const partsOf = await parts(found.documents, language, viewer);
      return { data: found.documents.map((post) => toPostSummary(post, partsOf(post))), total: found.total };
    },

    async bySlug(slug: string, language: Language, viewer: Viewer): Promise<PostView | undefined> {
      const posts = await documents.bySlug(slug, language);
      const partsOf = await parts(posts, language, viewer);
      const [post] = posts;
      return post && whole(post, partsOf(post), viewer);
    },

    /** A draft without a date has that of its publication: now, as far as a preview knows. */
    async byId(documentId: string, language: Language) {
      const found = await documents.byId(documentId, language);
      const viewer = gateService(strapi).viewer(null);
      const partsOf = await parts(found, language, viewer);
      const dated = found.map((post) => ({ ...post, date: post.date ?? new Date() }));
      return previewed(found, await Promise.all(dated.map((post) => whole(post, partsOf(post), viewer))));
    },
  };
}

import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { retryOnDeadlock } from '../../../../../database/retry-on-deadlock';
import { HttpError } from '../../../../../http/errors';
import { offsetOf, type Page } from '../../../../../http/schemas';
import { groupBy } from '../../../../../shared/server/group-by';
import { defaultLanguage, type Language } from '../../../../../shared/server/languages';
import { namingAttribute } from '../../../../../shared/server/naming-attribute';
import { slugOfTitle } from '../../../../content/server/domain/slugs';
import { isLocalized } from '../../../../content/contract/localized';
import { schemasOf } from '../../../../content/server/services/schemas';
import { toStaffDocument, versionRows, type VersionRow } from '../../domain/staff/document';
import { dataOf, populationOf, type Fields } from '../../domain/staff/fields';
import { contentRefusal } from '../../domain/staff/issues';
import { upcomingViews, type UpcomingView } from '../../domain/staff/dashboard';
import type { Resource } from '../../domain/staff/resources';
import { translatedFields, translationLanguages } from '../../domain/staff/schemas';
import { createResolver } from './resolver';

type Body = Readonly<Record<string, unknown>>;

/** The document service, for callers that know a type only by its name. */
interface DocumentService {
  create(params: object): Promise<unknown>;
  update(params: object): Promise<unknown>;
  delete(params: object): Promise<unknown>;
  publish(params: object): Promise<unknown>;
  unpublish(params: object): Promise<unknown>;
}
const documentService = z.custom<DocumentService>((value) => typeof value === 'object' && value !== null);
const created = z.object({ documentId: z.string() });

/** What staff read and write of one type of content: by the document service, so that all rules of content hold. */
export function createStaffDocuments(strapi: Core.Strapi, resource: Resource) {
  const { uid, fields, called } = resource;
  const { attributesOf, hasDrafts, type } = schemasOf(strapi);
  const attributes = attributesOf(uid);
  const translated = translatedFields(
    resource,
    (name) => attributes[name] !== undefined && isLocalized(attributes[name]) === true,
  );
  const shape = {
    fields,
    translated,
    hasDrafts: hasDrafts(uid),
    baseUrl: strapi.config.get<string>('server.url'),
  };
  const edited = { locale: defaultLanguage, ...(shape.hasDrafts && { publishedAt: null }) };
  const naming = namingAttribute(attributes) ?? 'slug';
  const table = () => strapi.db.query(uid);
  const service = (): DocumentService => documentService.parse(strapi.documents(uid));

  const notFound = (id: string) => new HttpError(404, `${called} '${id}' not found`);

  /** The answers of English rows; one more query brings all their versions. */
  async function answersOf(rows: readonly VersionRow[]): Promise<Record<string, unknown>[]> {
    const own = ['documentId', 'locale', 'publishedAt', 'createdAt', 'updatedAt'];
    const texts = Object.values(translated).map(({ attribute }) => attribute);
    const found: unknown = await table().findMany({
      select: [...own, ...texts],
      where: { documentId: { $in: rows.map(({ documentId }) => documentId) } },
    });
    const versions = groupBy(versionRows.parse(found), ({ documentId }) => documentId);
    return rows.map((row) => toStaffDocument(row, versions.get(row.documentId) ?? [], shape));
  }

  async function findEnglish(id: string): Promise<VersionRow> {
    const rows = versionRows.parse(
      await table().findMany({ where: { documentId: id, ...edited }, populate: populationOf(fields) }),
    );
    // MySQL compares without case.
    const row = rows.find(({ documentId }) => documentId === id);
    if (!row) throw notFound(id);
    return row;
  }

  /** @throws HttpError 404 */
  async function one(id: string): Promise<Record<string, unknown>> {
    const [answer] = await answersOf([await findEnglish(id)]);
    if (!answer) throw notFound(id);
    return answer;
  }

  /** A body as Strapi's data. @throws HttpError 400 that names every reference to what there is not */
  async function dataFor(of: Fields, body: Body, before = ''): Promise<object> {
    const resolver = createResolver(strapi);
    const data = await dataOf(of, body, resolver, before);
    if (resolver.issues.size > 0)
      throw new HttpError(400, 'Invalid request', { issues: Object.fromEntries(resolver.issues) });
    return data;
  }

  return {
    translated,
    hasDrafts: shape.hasDrafts,
    one,

    /** @param q is looked for in the English name, and without case and accents in the slug */
    async page(page: Page, q: string | undefined) {
      const slug = q === undefined ? null : slugOfTitle({ uid, word: type(uid).info.singularName, title: q });
      const matching =
        q === undefined ? {} : { $or: [{ [naming]: { $containsi: q } }, { slug: { $contains: slug ?? q } }] };
      const where = { ...edited, ...matching };
      const rows: unknown = await table().findMany({
        where,
        populate: populationOf(fields),
        orderBy: [{ [resource.sortedBy]: resource.direction }, { id: 'asc' }],
        limit: page.per_page,
        offset: offsetOf(page),
      });
      return {
        data: await answersOf(versionRows.parse(rows)),
        total: await table().count({ where }),
      };
    },

    /** What has not ended, the first to begin first; drafts too. Of types with times only. */
    async upcoming(now: Date, limit: number): Promise<UpcomingView[]> {
      const rows: unknown = await table().findMany({
        where: { ...edited, endTime: { $gt: now.toISOString() } },
        populate: populationOf(fields),
        orderBy: [{ startTime: 'asc' }, { id: 'asc' }],
        limit,
      });
      return upcomingViews.parse(await answersOf(versionRows.parse(rows)));
    },

    async create(body: Body): Promise<Record<string, unknown>> {
      const data = await dataFor(fields, body);
      const made = await refusing(fields, () => service().create({ locale: defaultLanguage, data }));
      return one(created.parse(made).documentId);
    },

    async update(id: string, body: Body): Promise<Record<string, unknown>> {
      await findEnglish(id);
      const data = await dataFor(fields, body);
      await refusing(fields, () => service().update({ documentId: id, locale: defaultLanguage, data }));
      return one(id);
    },

    async remove(id: string): Promise<void> {
      await findEnglish(id);
      await refusing(fields, () => service().delete({ documentId: id, locale: '*' }));
    },

    /** Writes all of these translations, or none. @returns the languages */
    async translate(
      id: string,
      translations: Readonly<Record<string, Body | undefined>>,
    ): Promise<Language[]> {
      await findEnglish(id);
      const given = translationLanguages.flatMap((language) => {
        const body = translations[language];
        return body ? [{ language, body, before: `translations.${language}.` }] : [];
      });
      await retryOnDeadlock(() =>
        strapi.db.transaction(async () => {
          for (const { language, body, before } of given) {
            const data = await dataFor(translated, body, before);
            await refusing(
              fields,
              () => service().update({ documentId: id, locale: language, data }),
              before,
            );
          }
        }),
      );
      return given.map(({ language }) => language);
    },

    /** Publishes every language. What has no drafts is public as soon as it is saved. */
    async publish(id: string): Promise<Record<string, unknown>> {
      await findEnglish(id);
      if (shape.hasDrafts) await refusing(fields, () => service().publish({ documentId: id, locale: '*' }));
      return one(id);
    },

    async unpublish(id: string): Promise<Record<string, unknown>> {
      await findEnglish(id);
      if (!shape.hasDrafts)
        throw new HttpError(409, `${called} '${id}' has no draft: it is public as long as it exists`);
      await refusing(fields, () => service().unpublish({ documentId: id, locale: '*' }));
      return one(id);
    },
  };

  /** @throws HttpError what the rules of content refuse, by the contract's names */
  async function refusing<Result>(
    of: Fields,
    write: () => Promise<Result>,
    before?: string,
  ): Promise<Result> {
    try {
      return await write();
    } catch (error) {
      if (error instanceof errors.NotFoundError) throw new HttpError(404, error.message);
      const refusal = contentRefusal(error, of, before);
      if (refusal) {
        const sentence = refusal.sentence ?? 'Invalid request';
        throw new HttpError(refusal.status, sentence, { issues: refusal.issues ?? undefined });
      }
      if (error instanceof errors.ValidationError) throw new HttpError(400, error.message);
      throw error;
    }
  }
}

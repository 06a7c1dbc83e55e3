import type { Core, UID } from '@strapi/strapi';
import { z } from 'zod';
import { defaultLanguage } from '../../../../shared/server/languages';
import { schemasOf } from './schemas';
import { isObject } from '../../../../shared/server/is-record';
import type { Version } from '../domain/document-counts';

/** The parts of the content manager's own services that are used here; they have no types. */
interface PermissionChecker {
  can: Record<'create' | 'read' | 'update', (row?: object, field?: string) => boolean>;
  /** Whether the answer depends on the document. */
  requiresEntity: Record<'read' | 'update', () => boolean>;
  sanitizedQuery: Record<'read' | 'update', (query: object) => Promise<object>>;
}
interface PermissionCheckers {
  create(of: { userAbility: unknown; model: string }): PermissionChecker;
}
interface PopulateBuilder {
  populateFromQuery(query: object): { build(): Promise<unknown> };
}
const permissionCheckers = z.custom<PermissionCheckers>((value) => isObject(value) && 'create' in value);
const populateBuilder = z.custom<(uid: string) => PopulateBuilder>((value) => typeof value === 'function');

const rowList = z.array(z.looseObject({ documentId: z.string(), locale: z.string().nullish() }));
const queryParams = z.custom<{ transform(uid: string, query: object): unknown }>(
  (value) => isObject(value) && 'transform' in value,
);
const transformed = z.looseObject({ where: z.unknown() });
const timestamp = z.union([z.string(), z.date()]);
const versionList = z.array(
  z.object({ documentId: z.string(), updatedAt: timestamp, publishedAt: timestamp.nullish() }),
);
type Row = z.infer<typeof rowList>[number];

/** The state of a request of staff, as Strapi's authentication leaves it. */
export interface Staff {
  userAbility?: unknown;
  user?: unknown;
}

/**
 * What a member of staff may do with a single document, not only with its type: permissions have conditions such as "is
 * the creator".
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { attributesOf } = schemasOf(strapi);
  const isType = (uid: string): uid is UID.ContentType => Object.hasOwn(strapi.contentTypes, uid);
  const contentManager = () => strapi.plugin('content-manager');

  function checkerOf({ userAbility }: Staff, uid: UID.ContentType): PermissionChecker {
    const checkers = permissionCheckers.parse(contentManager().service('permission-checker'));
    return checkers.create({ userAbility, model: uid });
  }

  function accessTo(staff: Staff, uid: UID.ContentType, action: 'read' | 'update') {
    const checker = checkerOf(staff, uid);
    // Allowed for all documents of the type: no row has to be read.
    const mayAll = !checker.requiresEntity[action]() && checker.can[action]();
    return {
      mayAll,
      may: (row: object): boolean => checker.can[action](row),
      // A permission may name a component as a whole.
      mayField: (row: object, path: string): boolean =>
        checker.can[action](row, path) || checker.can[action](row, path.split('.')[0]),
      rows: async (where: object): Promise<Row[]> => {
        // Populates what the conditions look at, the creator for example.
        const query = await checker.sanitizedQuery[action]({});
        const builder = populateBuilder.parse(contentManager().service('populate-builder'));
        const populate = await builder(uid).populateFromQuery(query).build();
        return rowList.parse(await strapi.db.query(uid).findMany({ where, populate }));
      },
    };
  }

  return {
    /** Whether they may read any document of a type, if there are such as their permission is for. */
    mayReadSome: (staff: Staff, uid: UID.ContentType): boolean => checkerOf(staff, uid).can.read(),

    /** Whether they may read all documents of a type. */
    mayReadType: (staff: Staff, uid: UID.ContentType): boolean => accessTo(staff, uid, 'read').mayAll,

    /** The drafts and the published versions of a type that they may read, in all languages. */
    async readableVersions(staff: Staff, uid: UID.ContentType): Promise<Version[]> {
      const query = await checkerOf(staff, uid).sanitizedQuery.read({});
      const params = queryParams.parse(strapi.get('query-params'));
      const { where } = transformed.parse(params.transform(uid, query));
      const select = ['documentId', 'updatedAt', 'publishedAt'];
      return versionList.parse(await strapi.db.query(uid).findMany({ where, select }));
    },

    /** Whether they may read all rows of these documents in a language, or in all (`*`). */
    async mayReadAll(
      staff: Staff,
      uid: UID.ContentType,
      documentIds: readonly string[],
      locale: string | readonly string[],
    ): Promise<boolean> {
      const { mayAll, may, rows } = accessTo(staff, uid, 'read');
      if (mayAll) return true;
      const where = { documentId: { $in: documentIds } };
      const found = await rows(where);
      const asked = found.filter(
        (row) => !row.locale || locale === '*' || [locale].flat().includes(row.locale),
      );
      return asked.every(may);
    },

    /**
     * Whether they may read any row of a document. True if it does not exist: there is nothing to protect.
     *
     * @param locale may be one that the document lacks: its other rows are then checked as if they were in that language
     */
    async mayRead(staff: Staff, uid: UID.ContentType, documentId: string, locale?: string): Promise<boolean> {
      const { mayAll, may, rows } = accessTo(staff, uid, 'read');
      if (mayAll) return true;
      const found = await rows({ documentId });
      const inLocale = found.filter((row) => !row.locale || locale === undefined || row.locale === locale);
      if (inLocale.length > 0 || locale === undefined) return found.length === 0 || inLocale.some(may);
      return found.length === 0 || found.some((row) => may({ ...row, locale }));
    },

    /**
     * Those of some fields, given as paths, that they may not read in all rows of a document, by language. A language that the
     * document lacks is checked as if its other rows were in it. None if the document does not exist.
     */
    async unreadableFields<Of extends string>(
      staff: Staff,
      uid: UID.ContentType,
      { documentId, languages }: { documentId: string; languages: readonly Of[] },
      paths: readonly string[],
    ): Promise<Map<Of, string[]>> {
      const { mayField, rows } = accessTo(staff, uid, 'read');
      const found = await rows({ documentId });
      const unreadableIn = (language: Of): string[] => {
        const own = found.filter((row) => !row.locale || row.locale === language);
        const checked = own.length > 0 ? own : found.map((row) => ({ ...row, locale: language }));
        return paths.filter((path) => !checked.every((row) => mayField(row, path)));
      };
      return new Map(languages.map((language) => [language, unreadableIn(language)]));
    },

    /** Whether they may read one row of a type, checked as if it were in that language. */
    async mayReadRow(staff: Staff, uid: UID.ContentType, id: unknown, locale: string): Promise<boolean> {
      const { mayAll, may, rows } = accessTo(staff, uid, 'read');
      return mayAll || (await rows({ id })).every((row) => may({ ...row, locale }));
    },

    /** Whether they may begin a document in a language. */
    mayCreate: (staff: Staff, uid: UID.ContentType, locale: string): boolean =>
      checkerOf(staff, uid).can.create({ locale, createdBy: staff.user }),

    /** Whether they may add a language to a document: true for those who may change its English version. */
    async mayTranslate(
      staff: Staff,
      uid: UID.ContentType,
      documentId: string,
      locale: string,
    ): Promise<boolean> {
      const { mayAll, may, rows } = accessTo(staff, uid, 'update');
      if (mayAll) return true;
      const found = await rows({ documentId });
      if (found.some((row) => !row.locale || row.locale === locale)) return true;
      const english = found.filter((row) => row.locale === defaultLanguage);
      return (english.length > 0 ? english : found).every((row) => may({ ...row, locale }));
    },

    /** Whether they may read a document that has this component entry; false if no document has it. */
    async mayReadComponent(staff: Staff, component: string, id: unknown): Promise<boolean> {
      for (const uid of Object.keys(strapi.contentTypes).filter(isType)) {
        const names = Object.entries(attributesOf(uid)).flatMap(([name, attribute]) =>
          isObject(attribute) && attribute['component'] === component ? [name] : [],
        );
        if (names.length === 0) continue;
        const { may, rows } = accessTo(staff, uid, 'read');
        for (const name of names) if ((await rows({ [name]: { id } })).some(may)) return true;
      }
      return false;
    },
  };
};

import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { groupBy } from '../../../../shared/server/group-by';
import { defaultLanguage } from '../../../../shared/server/languages';
import { documentIssues, merged } from '../domain/rules';
import { distinct, isBlank, takenIssue, type ValidationIssue, type Values } from '../domain/rules/issues';
import type { ClubType, WriteAction } from '../domain/writes';
import { refuseFor } from './refusal';
import { schemasOf } from './schemas';
import { isRecord } from '../../../../shared/server/is-record';

const ownerList = z.array(z.looseObject({ documentId: z.string() }));

/** Refuses invalid writes from any source: see `domain/rules`. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { attributesOf, componentOf, hasDrafts, type } = schemasOf(strapi);

  /** The edited rows of a document in all languages, with the attributes that rules check. */
  async function editedRows(uid: ClubType, documentId: string): Promise<Values[]> {
    const attributes = Object.entries(attributesOf(uid));
    const named = (isWanted: (type: string) => boolean) =>
      attributes.filter(([, attribute]) => isWanted(attribute.type)).map(([name]) => name);
    const rows: unknown = await strapi.db.query(uid).findMany({
      select: ['id', ...named((type) => !['component', 'relation', 'media', 'richtext'].includes(type))],
      where: { documentId, ...(hasDrafts(uid) && { publishedAt: null }) },
      populate: named((type) => type === 'component'),
    });
    return Array.isArray(rows) ? rows.filter(isRecord) : [];
  }

  const inLanguage = (rows: readonly Values[], language: string): Values | undefined =>
    rows.find(({ locale }) => locale === language);

  /** The unique values of each document that another document already has. */
  async function taken(
    uid: ClubType,
    documents: readonly { data: Values; documentId: string | undefined }[],
  ): Promise<ValidationIssue[][]> {
    const issues = documents.map((): ValidationIssue[] => []);
    for (const [name, attribute] of Object.entries(attributesOf(uid))) {
      if (attribute.type !== 'uid' && !attribute.unique) continue;
      const given = documents
        .map(({ data }) => data[name])
        .filter((value) => typeof value === 'string' && !isBlank(value));
      if (given.length === 0) continue;
      const rows: unknown = await strapi.db
        .query(uid)
        .findMany({ select: ['documentId', name], where: { [name]: { $in: given } } });
      const owners = groupBy(ownerList.parse(rows), (row) => row[name]);
      documents.forEach(({ data, documentId }, index) => {
        const value = data[name];
        if (typeof value !== 'string' || isBlank(value)) return;
        const isOthers = owners.get(value)?.some((row) => row.documentId !== documentId) ?? false;
        if (isOthers) issues[index]?.push(takenIssue(name, value, type(uid).info.singularName));
      });
    }
    return issues;
  }

  async function issuesOfChange(
    action: WriteAction,
    uid: ClubType,
    params: Values,
  ): Promise<ValidationIssue[]> {
    const data = isRecord(params['data']) ? params['data'] : {};
    const known = action === 'create' ? data['documentId'] : params['documentId'];
    const documentId = typeof known === 'string' ? known : undefined;
    const language = typeof params['locale'] === 'string' ? params['locale'] : defaultLanguage;
    const rows = documentId === undefined ? [] : await editedRows(uid, documentId);
    const english = inLanguage(rows, defaultLanguage);
    const stored = inLanguage(rows, language) ?? english ?? rows[0];
    // Strapi reports documents that do not exist.
    if (action !== 'create' && !stored) return [];

    const attributes = attributesOf(uid);
    const values = merged(attributes, stored ?? {}, data);
    const isEnglish = action === 'clone' || language === defaultLanguage;
    const isComplete = !hasDrafts(uid) || (action !== 'clone' && params['status'] === 'published');
    const issues = documentIssues({
      uid,
      attributes,
      componentOf,
      values,
      isComplete,
      english: isEnglish ? values : english,
    });
    // Other languages have the English slug, which was checked before.
    if (!isEnglish && english) return issues;
    const own = action === 'clone' ? undefined : documentId;
    const asked = { data: action === 'clone' ? values : data, documentId: own };
    return [...issues, ...(await taken(uid, [asked])).flat()];
  }

  async function issuesOfPublication(
    uid: ClubType,
    { documentId, locale }: Values,
  ): Promise<ValidationIssue[]> {
    if (typeof documentId !== 'string') return [];
    const rows = await editedRows(uid, documentId);
    const languages = Array.isArray(locale) ? locale : [locale ?? defaultLanguage];
    const published = rows.filter((row) => languages.includes('*') || languages.includes(row['locale']));
    const english = inLanguage(rows, defaultLanguage);
    return issuesOfRows(uid, published, { english, isComplete: true });
  }

  /** The issues of rows of a document that are edited or will be published. */
  function issuesOfRows(
    uid: ClubType,
    rows: readonly Values[],
    { english, isComplete }: { english: Values | undefined; isComplete: boolean },
  ): ValidationIssue[] {
    const attributes = attributesOf(uid);
    return distinct(
      rows.flatMap((values) => documentIssues({ uid, attributes, componentOf, values, isComplete, english })),
    );
  }

  return {
    issuesOfRows,
    taken,

    /**
     * Checks a write of the document service before it happens.
     * @throws ValidationError with all issues, from `refusal`
     */
    async check(action: WriteAction, uid: ClubType, params: object): Promise<void> {
      const values = { ...params };
      if (action === 'publish') refuseFor(await issuesOfPublication(uid, values));
      if (action === 'create' || action === 'update' || action === 'clone')
        refuseFor(await issuesOfChange(action, uid, values));
    },
  };
};

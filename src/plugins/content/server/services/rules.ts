import type { Core } from '@strapi/strapi';
import { defaultLanguage } from '../domain/languages';
import { documentFaults } from '../domain/rules';
import { distinct, isBlank, isValues, takenFault, type Fault, type Values } from '../domain/rules/faults';
import { merged } from '../domain/rules/merge';
import type { ClubType, Write } from '../domain/writes';
import { refusal } from './refusal';
import { schemasOf } from './schemas';

/** Lets nothing be saved that is not right, whoever saves it: see `domain/rules`. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const { attributesOf, componentOf, hasDrafts, type } = schemasOf(strapi);

  /** What is edited of a document, in each of its languages, as far as rules look at it. */
  async function editedRows(uid: ClubType, documentId: string): Promise<Values[]> {
    const attributes = Object.entries(attributesOf(uid));
    const named = (isWanted: (type: string) => boolean) =>
      attributes.filter(([, attribute]) => isWanted(attribute.type)).map(([name]) => name);
    const rows: unknown = await strapi.db.query(uid).findMany({
      select: ['id', ...named((type) => !['component', 'relation', 'media', 'richtext'].includes(type))],
      where: { documentId, ...(hasDrafts(uid) && { publishedAt: null }) },
      populate: named((type) => type === 'component'),
    });
    return Array.isArray(rows) ? rows.filter(isValues) : [];
  }

  const inLanguage = (rows: readonly Values[], language: string): Values | undefined =>
    rows.find(({ locale }) => locale === language);

  async function taken(uid: ClubType, data: Values, documentId: string | undefined): Promise<Fault[]> {
    const single = Object.entries(attributesOf(uid)).filter(
      ([, attribute]) => attribute.type === 'uid' || attribute.unique,
    );
    const faults: Fault[] = [];
    for (const [name] of single) {
      const value = data[name];
      if (typeof value !== 'string' || isBlank(value)) continue;
      const other: unknown = await strapi.db.query(uid).findOne({
        select: ['id'],
        where: { [name]: value, ...(documentId !== undefined && { documentId: { $ne: documentId } }) },
      });
      if (other) faults.push(takenFault(name, value, type(uid).info.singularName));
    }
    return faults;
  }

  async function faultsOfChange(action: Write, uid: ClubType, params: Values): Promise<Fault[]> {
    const data = isValues(params['data']) ? params['data'] : {};
    const known = action === 'create' ? data['documentId'] : params['documentId'];
    const documentId = typeof known === 'string' ? known : undefined;
    const language = typeof params['locale'] === 'string' ? params['locale'] : defaultLanguage;
    const rows = documentId === undefined ? [] : await editedRows(uid, documentId);
    const english = inLanguage(rows, defaultLanguage);
    const stored = inLanguage(rows, language) ?? english ?? rows[0];
    // Strapi answers for itself where there is nothing to change.
    if (action !== 'create' && !stored) return [];

    const attributes = attributesOf(uid);
    const values = merged(attributes, stored ?? {}, data);
    const isEnglish = action === 'clone' || language === defaultLanguage;
    const isComplete = !hasDrafts(uid) || (action !== 'clone' && params['status'] === 'published');
    const faults = documentFaults({
      uid,
      attributes,
      componentOf,
      values,
      isComplete,
      english: isEnglish ? values : english,
    });
    // Other languages have the English slug, which was judged when it was given.
    if (!isEnglish && english) return faults;
    const own = action === 'clone' ? undefined : documentId;
    return [...faults, ...(await taken(uid, action === 'clone' ? values : data, own))];
  }

  async function faultsOfPublication(uid: ClubType, { documentId, locale }: Values): Promise<Fault[]> {
    if (typeof documentId !== 'string') return [];
    const rows = await editedRows(uid, documentId);
    const languages = Array.isArray(locale) ? locale : [locale ?? defaultLanguage];
    const published = rows.filter((row) => languages.includes('*') || languages.includes(row['locale']));
    const english = inLanguage(rows, defaultLanguage);
    return distinct(
      published.flatMap((values) =>
        documentFaults({
          uid,
          attributes: attributesOf(uid),
          componentOf,
          values,
          isComplete: true,
          english: values === english ? values : english,
        }),
      ),
    );
  }

  async function faultsOf(action: Write, uid: ClubType, params: Values): Promise<Fault[]> {
    switch (action) {
      case 'create':
      case 'update':
      case 'clone':
        return faultsOfChange(action, uid, params);
      case 'publish':
        return faultsOfPublication(uid, params);
      case 'unpublish':
      case 'discardDraft':
      case 'delete':
        return [];
    }
  }

  return {
    /**
     * Judges a write of the document service before it happens.
     * @throws ValidationError with every fault, as `refusal` has it
     */
    async check(action: Write, uid: ClubType, params: object): Promise<void> {
      const faults = await faultsOf(action, uid, { ...params });
      if (faults.length === 0) return;
      throw refusal(faults);
    },
  };
};

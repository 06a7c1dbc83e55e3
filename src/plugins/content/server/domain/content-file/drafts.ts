import { copied, differingAttributes, sharedAttributes } from '../shared-attributes';
import type { Attributes } from '../schema';
import type { Values } from '../rules/issues';
import type { Changes } from './compare';
import { languages, defaultLanguage } from '../../../../../shared/server/languages';

type ComponentOf = (uid: string) => Attributes;

export interface Link {
  id: number;
  documentId: string;
}

/** The row for a link to a document; null if there is none. @param target the type of the document */
export type LinkTo = (target: string, documentId: string) => Link | null;

/** One language of a document as it will be edited: a draft, or the only row of a type without drafts. */
export interface Draft {
  /** Of the existing row. */
  id: number | undefined;
  locale: string;
  /** All values, links and files populated. */
  values: Values;
  /** Whether it was edited; a row that only gets shared values from English was not. */
  isEdited: boolean;
  /** The attributes that differ from the existing row. */
  changed: readonly string[];
}

export interface StoredDraft extends Values {
  readonly id: number;
  readonly locale: string;
}

interface Schema {
  attributes: Attributes;
  componentOf: ComponentOf;
}

/**
 * All languages of a document with changes applied, as the document service would leave them: English is edited first, a
 * new translation begins with the shared values, and existing ones get what differs.
 *
 * @param changes their shared values with links and files populated
 * @param linkTo the row for a link in a language
 * @returns English first
 */
export function draftsOf(
  { attributes, componentOf }: Schema,
  { shared, translations }: Pick<Changes, 'translations'> & { shared: Values },
  stored: readonly StoredDraft[],
  linkTo: (locale: string) => LinkTo,
): Draft[] {
  const given = new Map<string, Values>(translations);
  const held = stored.find(({ locale }) => locale === defaultLanguage);
  const said = given.get(defaultLanguage);
  if (!held && !said) throw new Error(`There is nothing in ${defaultLanguage}.`);
  const written = { ...shared, ...said };
  const english: Draft = {
    id: held?.id,
    locale: defaultLanguage,
    values: { ...(held ?? initialValues(attributes)), ...written },
    isEdited: said !== undefined,
    changed: Object.keys(written),
  };
  const names = sharedAttributes(attributes);
  const among = languages.filter((language) => language !== defaultLanguage && given.has(language));
  const added = among.filter((language) => !stored.some(({ locale }) => locale === language));
  return [
    english,
    ...stored
      .filter((row) => row !== held)
      .map((row): Draft => {
        const differing = english.isEdited
          ? differingAttributes(attributes, names, { row, english: english.values }, componentOf)
          : [];
        const own = given.get(row.locale);
        const values = {
          ...row,
          ...own,
          ...relinked(attributes, differing, english.values, componentOf, linkTo(row.locale)),
        };
        return {
          id: row.id,
          locale: row.locale,
          values,
          isEdited: own !== undefined,
          changed: [...Object.keys(own ?? {}), ...differing],
        };
      }),
    ...added.map((locale): Draft => ({
      id: undefined,
      locale,
      values: {
        ...initialValues(attributes),
        ...given.get(locale),
        ...Object.fromEntries([...names, 'slug'].map((name) => [name, english.values[name]])),
      },
      isEdited: true,
      changed: [],
    })),
  ];
}

/** These attributes of a row as another row gets them, with populated links. */
export const relinked = (
  attributes: Attributes,
  names: readonly string[],
  row: Values,
  componentOf: ComponentOf,
  linkTo: LinkTo,
): Values =>
  copied(attributes, names, row, componentOf, (target, link) => linkTo(target, String(link['documentId'])));

function initialValues(attributes: Attributes): Values {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, { default: initial }]) =>
      initial === undefined || typeof initial === 'function' ? [] : [[name, initial]],
    ),
  );
}

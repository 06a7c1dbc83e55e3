import type { Language } from '../../../../shared/server/languages';
import { typeText } from './naming';
import type { Attributes, TypeSchema } from './schema';

/** A relation from one type to another, directly or in a component. */
export interface Reference {
  uid: string;
  /** The type's name in the singular. */
  word: string;
  /** The attributes on the path: `['lineUp', 'artist']`. */
  path: string[];
}

/** All relations from the given types to a target type, including those in nested components. */
export function referencesTo(
  target: string,
  types: readonly TypeSchema[],
  componentOf: (uid: string) => Attributes,
): Reference[] {
  const pathsIn = (attributes: Attributes): string[][] =>
    Object.entries(attributes).flatMap(([name, attribute]) => {
      if (attribute.type === 'relation') return attribute.target === target ? [[name]] : [];
      if (attribute.type !== 'component' || attribute.component === undefined) return [];
      return pathsIn(componentOf(attribute.component)).map((path) => [name, ...path]);
    });
  return types.flatMap(({ uid, info, attributes }) =>
    pathsIn(attributes).map((path) => ({ uid, word: info.singularName, path })),
  );
}

/** The names of documents of one type that use another document. */
export interface Users {
  word: string;
  names: readonly string[];
}

/** What a write would do to a document that others use. */
export type Loss = 'deleted' | 'hidden';

/** `switchOff` names `isActive` by the label of the forms, in src/admin/translations. */
interface Words {
  and: (names: string, more: number) => string;
  deleted: (users: string) => string;
  switchOff: string;
  hidden: (users: string) => string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    and: (names, more) => `${names} and ${more} more`,
    deleted: (users) => `Still in use by ${users}. Take it out of these first.`,
    switchOff: 'To hide it and keep them, switch off “Shown on the website”.',
    hidden: (users) => `Still needed by what is upcoming: ${users}. Move or unpublish these first.`,
  },
  it: {
    and: (names, more) => `${names} e altri ${more}`,
    deleted: (users) => `Ancora in uso: ${users}. Toglilo prima da lì.`,
    switchOff: 'Per nasconderlo senza toccarli, disattiva «Visibile sul sito».',
    hidden: (users) => `Serve ancora a ciò che è in programma: ${users}. Prima sposta o ritira questi.`,
  },
  fr: {
    and: (names, more) => `${names} et ${more} de plus`,
    deleted: (users) => `Encore utilisé par ${users}. Retirez-le de là d’abord.`,
    switchOff: 'Pour le masquer en les gardant, désactivez « Visible sur le site ».',
    hidden: (users) =>
      `Encore nécessaire à ce qui est à venir : ${users}. Déplacez-les ou dépubliez-les d’abord.`,
  },
  es: {
    and: (names, more) => `${names} y ${more} más`,
    deleted: (users) => `Todavía en uso: ${users}. Quítalo primero de ahí.`,
    switchOff: 'Para ocultarlo y conservarlos, desactiva «Visible en la web».',
    hidden: (users) => `Lo necesita aún lo que está por venir: ${users}. Muévelos o retíralos antes.`,
  },
};

const named = 3;

function usersText({ word, names }: Users, language: Language): string {
  const first = names.slice(0, named).join(', ');
  const more = names.length - named;
  const text = more > 0 ? words[language].and(first, more) : first;
  return `${names.length} ${typeText(word, names.length, language)} (${text})`;
}

export function inUseText(
  users: readonly Users[],
  { loss, hasSwitch, language }: { loss: Loss; hasSwitch: boolean; language: Language },
): string {
  const texts = words[language];
  const list = users.map((each) => usersText(each, language)).join('; ');
  if (loss === 'hidden') return texts.hidden(list);
  return hasSwitch ? `${texts.deleted(list)} ${texts.switchOff}` : texts.deleted(list);
}

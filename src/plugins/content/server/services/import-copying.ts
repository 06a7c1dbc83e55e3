import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';

interface Localizations {
  syncNonLocalizedAttributes: (source: unknown, model: unknown) => Promise<void>;
}

const complete = new AsyncLocalStorage<true>();

/**
 * Runs a write of all languages of a document that agree already on what they share. After every write, Strapi's i18n
 * copies what is shared to the other languages of the document (`services/localizations.js`), whenever that refers to anything: the
 * published row refers to published rows, and so is taken for changed. Here there is nothing to copy, and the
 * copying is half of the work of an import.
 */
export const inAllLanguages = <T>(write: () => Promise<T>): Promise<T> => complete.run(true, write);

/** Lets `inAllLanguages` have its way until the answer is called. Writes by others, meanwhile, are copied as ever. */
export function pauseCopying(strapi: Core.Strapi): () => void {
  const localizations: Localizations = strapi.plugin('i18n').service('localizations');
  const copy = localizations.syncNonLocalizedAttributes;
  localizations.syncNonLocalizedAttributes = (source, model) =>
    complete.getStore() ? Promise.resolve() : copy(source, model);
  return () => {
    localizations.syncNonLocalizedAttributes = copy;
  };
}

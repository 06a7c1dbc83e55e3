/** What somebody may do with entries of a type in the language that is shown, as the content manager's `useDocumentRBAC` has it. */
export interface Abilities {
  canCreate?: boolean | undefined;
  canUpdate?: boolean | undefined;
  canDelete?: boolean | undefined;
  canPublish?: boolean | undefined;
}

/** The part of the content manager's actions on an entry that is used here. */
interface Action {
  type?: string | undefined;
}

/** What each of Strapi's actions needs; `save` is creating where there is nothing to update. */
const needs: Readonly<Record<string, keyof Abilities | 'save'>> = {
  publish: 'canPublish',
  unpublish: 'canPublish',
  update: 'save',
  discard: 'canUpdate',
  delete: 'canDelete',
  clone: 'canCreate',
};

/**
 * Whether somebody may ever do what an action of the content manager's list does. Strapi only disables its button. Actions without
 * a type are those of its i18n: the one before "Delete entry" deletes a language, and the others that have the panel's place publish
 * or unpublish several.
 *
 * @param isNew whether the entry, in this language, is not there yet
 */
export function mayEver(
  actions: readonly Action[],
  index: number,
  { abilities, isNew, isOfLanguages }: { abilities: Abilities; isNew: boolean; isOfLanguages: boolean },
): boolean {
  const { type } = actions[index] ?? {};
  if (type === undefined) {
    if (actions[index + 1]?.type === 'delete') return abilities.canDelete === true;
    return !isOfLanguages || abilities.canPublish === true;
  }
  const need = needs[type];
  if (need === undefined) return true;
  if (need === 'save') return abilities[isNew ? 'canCreate' : 'canUpdate'] === true;
  return abilities[need] === true;
}

import type { DocumentActionComponent } from '@strapi/content-manager/strapi-admin';

/**
 * Removes "Delete entry (English)": it is refused while other languages exist, and otherwise equals "Delete entry (all
 * locales)". It is the action without a type that Strapi's i18n inserts before Strapi's own.
 */
export function withoutEnglishDeletion(actions: DocumentActionComponent[]): DocumentActionComponent[] {
  const index = actions.findIndex(({ type }) => type === 'delete') - 1;
  const original = actions[index];
  if (original === undefined || original.type !== undefined) return actions;
  const inOtherLanguages: DocumentActionComponent = (props) => {
    // It calls hooks, so it must be called on every render.
    const description = original(props);
    return props.document?.locale === 'en' ? null : description;
  };
  if (original.position !== undefined) inOtherLanguages.position = original.position;
  return actions.map((action, at) => (at === index ? inOtherLanguages : action));
}

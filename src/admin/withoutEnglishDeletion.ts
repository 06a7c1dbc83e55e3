import type { DocumentActionComponent } from '@strapi/content-manager/strapi-admin';

/**
 * Takes away "Delete entry (English)", which is always refused while other languages exist, and which "Delete entry (all
 * locales)" does where none do. Strapi's i18n puts its action, which has no type, before Strapi's own.
 */
export function withoutEnglishDeletion(actions: DocumentActionComponent[]): DocumentActionComponent[] {
  const index = actions.findIndex(({ type }) => type === 'delete') - 1;
  const original = actions[index];
  if (original === undefined || original.type !== undefined) return actions;
  const inOtherLanguages: DocumentActionComponent = (props) => {
    // A hook: it has to be called each time.
    const description = original(props);
    return props.document?.locale === 'en' ? null : description;
  };
  if (original.position !== undefined) inOtherLanguages.position = original.position;
  return actions.map((action, at) => (at === index ? inOtherLanguages : action));
}

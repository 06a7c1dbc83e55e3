import { z } from 'zod';
import { language, type Language } from '../../contract/home';

const row = z.object({ locale: language, status: z.string() });

/** The element that i18n's dialogs for several languages of an entry consist of: a table, and what is in it. */
const dialogContent = z.object({
  props: z.object({
    selectedRows: z.array(row),
    children: z.object({
      props: z.object({
        action: z.enum(['bulk-publish', 'bulk-unpublish']),
        validationErrors: z.record(z.string(), z.unknown()),
      }),
    }),
  }),
});

/**
 * What the button of such a dialog does with what is selected (`localesForAction` of i18n's CMHeaderActions, which it does not export).
 *
 * @returns null for other dialogs
 */
export function askedLocales(
  content: unknown,
): { action: 'publish' | 'unpublish'; locales: Language[] } | null {
  const { data } = dialogContent.safeParse(content);
  if (!data) return null;
  const { selectedRows, children } = data.props;
  const { action, validationErrors } = children.props;
  const isPublishing = action === 'bulk-publish';
  const rows = selectedRows.filter(({ locale, status }) =>
    isPublishing ? status !== 'published' && !Object.hasOwn(validationErrors, locale) : status !== 'draft',
  );
  return { action: isPublishing ? 'publish' : 'unpublish', locales: rows.map(({ locale }) => locale) };
}

import { z } from 'zod';
import { consequence, named } from './consequences';
import { gap, language } from './home';

export const selectionActions = ['publish', 'unpublish', 'delete'] as const;
export type SelectionAction = (typeof selectionActions)[number];

/** `POST /admin-desk/consequences/selection`: what would follow if somebody did this with these entries now. */
export const selectionQuestion = z.object({
  /** The content type's uid. */
  type: z.string().max(100),
  action: z.enum(selectionActions),
  /** As many as a list shows on a page. */
  documentIds: z.array(z.string().min(1).max(100)).min(1).max(100),
  /** Those of the list, or of the dialog for several languages of one entry. */
  locales: z.array(language).min(1).max(language.options.length).default(['en']),
});
export type SelectionQuestion = z.output<typeof selectionQuestion>;

/** What an entry lacks: something that readers would look for, a translation, or the publication of what it links to. */
const lack = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('gap'), gap }),
  z.object({ kind: z.literal('translation'), language }),
  z.object({ kind: z.literal('publishedLinks') }),
]);
export type Lack = z.infer<typeof lack>;

export const selectionAnswer = z.object({
  data: z.object({
    consequences: z.array(z.object({ consequence, entries: named })),
    missing: z.array(z.object({ lacks: z.array(lack), entries: named })),
    /** Those that will be refused, by reason. */
    refused: z.array(
      z.object({
        names: z.array(z.string()),
        /** In the reader's language, with the paths of attributes. */
        reason: z.string(),
        /** The issues that the reason says: the panel says them by the labels of its forms. */
        errors: z.unknown().optional(),
      }),
    ),
    /** How many will not be refused. */
    allowed: z.int().min(0),
  }),
});
export type SelectionAnswer = z.infer<typeof selectionAnswer>;

import { z } from 'zod';
import { noVersion } from '../../contract/opened-version';

const version = z.object({ updatedAt: z.string(), publishedAt: z.string().nullish() });
/** The content manager's answer of one document; `data` has no version if the document lacks the language. */
const answer = z.looseObject({
  data: z.record(z.string(), z.unknown()),
  meta: z.looseObject({ availableStatus: z.array(z.unknown()).optional() }).optional(),
});
export type DocumentAnswer = z.output<typeof answer>;

export const readAnswer = (value: unknown): DocumentAnswer | undefined => answer.safeParse(value).data;

/** The version of the draft that an answer is of, or that stands beside a published version. */
export function draftVersion({ data, meta }: DocumentAnswer): string {
  const own = version.safeParse(data).data;
  if (!own) return noVersion;
  if (!own.publishedAt) return own.updatedAt;
  const drafts = (meta?.availableStatus ?? []).flatMap((each) => version.safeParse(each).data ?? []);
  // Types without drafts only have what is published.
  return drafts.find(({ publishedAt }) => !publishedAt)?.updatedAt ?? own.updatedAt;
}

/** The later of two versions; clocks do not matter, since both are of the server. */
export const laterVersion = (one: string, other: string | undefined): string =>
  other !== undefined && (one === noVersion || Date.parse(other) > Date.parse(one)) ? other : one;

/** What a save of the content manager is of. */
const target = z.object({
  collectionType: z.literal('collection-types'),
  model: z.string(),
  documentId: z.string(),
  params: z.looseObject({ locale: z.string().nullish(), status: z.string().optional() }).optional(),
});
export type Target = z.output<typeof target>;

/** Undefined for what has no document yet, and for single types. */
export const readTarget = (arg: unknown): Target | undefined => target.safeParse(arg).data;

export const targetKey = ({ model, documentId, params }: Target): string =>
  JSON.stringify([model, documentId, params?.locale ?? 'en']);

const cached = z.object({ endpointName: z.literal('getDocument'), originalArgs: target, data: answer });
const cache = z.object({ adminApi: z.object({ queries: z.record(z.string(), z.unknown()) }) });

/**
 * The draft that a form was opened with, of RTK Query's state: the form starts anew whenever that changes. Undefined if
 * the panel has not read it, as for actions in lists.
 */
export function openedDraft(state: unknown, saved: Target): DocumentAnswer | undefined {
  const { queries = {} } = cache.safeParse(state).data?.adminApi ?? {};
  const key = targetKey(saved);
  for (const query of Object.values(queries)) {
    const { data: read } = cached.safeParse(query);
    if (read && read.originalArgs.params?.status !== 'published' && targetKey(read.originalArgs) === key)
      return read.data;
  }
  return undefined;
}

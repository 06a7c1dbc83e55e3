import { z } from 'zod';
import { noVersion } from '../../contract/opened-version';
import type { Attributes } from '../schema-state';
import type { Difference, Values } from './differences';
import { isContested, isToldAlready, setLinks, type Linked, type SetLink } from './links';
import { merge, remake } from './merge';
import { draftVersion, readAnswer, type DocumentAnswer, type Target } from './opened';
import type { Conflict } from './question';

/** Reads from the content manager; undefined where that is refused. */
export type Read = (path: string, params?: object) => Promise<unknown>;

const related = z.object({
  results: z.array(z.looseObject({ documentId: z.string(), name: z.string().nullish() })),
});
const entry = z.object({ data: z.looseObject({ title: z.string().nullish(), name: z.string().nullish() }) });
const saved = z.object({
  updatedAt: z.string().nullish(),
  timezone: z.string().nullish(),
  updatedBy: z
    .looseObject({
      firstname: z.string().nullish(),
      lastname: z.string().nullish(),
      username: z.string().nullish(),
    })
    .nullish(),
});

export interface Found {
  conflict: Conflict;
  theirs: DocumentAnswer;
  /** What the form sends if it is saved all the same. */
  data: Values;
}

/** What stands between a form and its document, as it is stored now; undefined if that cannot be read. */
export async function readConflict(
  target: Target,
  { opened, mine }: { opened: Values; mine: Values },
  attributesOf: (owner: string) => Attributes,
  read: Read,
): Promise<Found | undefined> {
  const { model, documentId, params } = target;
  const theirs = readAnswer(await read(`/collection-types/${model}/${documentId}`, params));
  if (!theirs) return undefined;
  const attributes = attributesOf(model);
  const isDeleted = draftVersion(theirs) === noVersion && Object.keys(opened).length > 0;
  const { conflicts, others, data } = isDeleted
    ? remake(mine, attributes, attributesOf)
    : merge({ opened, theirs: theirs.data, mine }, attributes, attributesOf);
  const links = await contestedLinks(target, mine, attributesOf, read);
  const { updatedBy, updatedAt = null, timezone = null } = saved.safeParse(theirs.data).data ?? {};
  const name = [updatedBy?.firstname, updatedBy?.lastname].filter(Boolean).join(' ') || updatedBy?.username;
  const untold = links.filter(({ link }) => !isToldAlready(link, conflicts));
  const found = [...conflicts, ...untold.map(({ as }) => as)];
  return {
    theirs,
    data,
    conflict: {
      target,
      savedBy: name ?? null,
      savedAt: updatedAt,
      timeZone: timezone,
      found,
      others,
      attributesOf,
    },
  };
}

async function contestedLinks(
  { model, documentId, params }: Target,
  mine: Values,
  attributesOf: (owner: string) => Attributes,
  read: Read,
): Promise<{ link: SetLink; as: Difference }[]> {
  const all = setLinks(mine, attributesOf, { uid: model, id: documentId, path: [] });
  const locale = params?.locale == null ? {} : { locale: params.locale };
  const each = all.map(async (link) => {
    const answer = await read(`/relations/${link.owner}/${link.id}/${link.path.at(-1)}`, locale);
    const results = related.safeParse(answer).data?.results ?? [];
    const theirs = results.map(({ documentId: id, name }): Linked => ({ documentId: id, name: name || id }));
    if (!isContested(link, theirs)) return [];
    const names = await Promise.all(
      link.connected.map((id) =>
        nameOf(`/collection-types/${link.attribute.target}/${id}`, id, locale, read),
      ),
    );
    const texts = { theirs: theirs.map(({ name }) => name).join(', '), mine: names.join(', ') };
    return [{ link, as: { path: link.path, attribute: link.attribute, ...texts, isKept: false } }];
  });
  return (await Promise.all(each)).flat();
}

async function nameOf(path: string, id: string, locale: object, read: Read): Promise<string> {
  const { title, name } = entry.safeParse(await read(path, locale)).data?.data ?? {};
  return title || name || id;
}

import { z } from 'zod';
import { defaultLanguage } from '../../../../shared/server/languages';
import { isLocalized } from '../../../content/contract/localized';
import { differingAttributes } from '../../../content/server/domain/shared-attributes';
import type { Values } from '../../../content/server/domain/rules/issues';
import type { Attributes } from '../../../content/server/domain/schema';
import type { WriteAction } from '../../../content/server/domain/writes';

/** Where a change came from: the admin panel, a member through the API, or an API token. */
export const activitySources = ['panel', 'member', 'token'] as const;
export type ActivitySource = (typeof activitySources)[number];

/** Who changes something. A member's name is not kept beside their id, so that nothing of it is left once they are erased. */
export interface Actor {
  source: ActivitySource;
  member: string | null;
  actor: string | null;
  actorName: string | null;
}

const strategyOf = z.object({ auth: z.object({ strategy: z.object({ name: z.string() }) }) });
const memberState = z.object({ auth: z.object({ credentials: z.object({ documentId: z.string() }) }) });
const panelState = z.object({
  user: z.object({
    id: z.union([z.number(), z.string()]),
    firstname: z.string().nullish(),
    lastname: z.string().nullish(),
    username: z.string().nullish(),
  }),
});
const tokenState = z.object({
  auth: z.object({ credentials: z.object({ id: z.union([z.number(), z.string()]), name: z.string() }) }),
});

/** Whoever asks, by the `ctx.state` that Strapi's authentication leaves; null for strangers and for the club itself. */
export function actorOf(state: unknown): Actor | null {
  switch (strategyOf.safeParse(state).data?.auth.strategy.name) {
    case 'users-permissions': {
      const { data } = memberState.safeParse(state);
      if (!data) return null;
      return { source: 'member', member: data.auth.credentials.documentId, actor: null, actorName: null };
    }
    case 'admin': {
      const { data } = panelState.safeParse(state);
      if (!data) return null;
      const { id, firstname, lastname, username } = data.user;
      const name = [firstname, lastname].filter(Boolean).join(' ') || username || null;
      return { source: 'panel', member: null, actor: String(id), actorName: name };
    }
    case 'admin-token':
    case 'content-api-token': {
      const { data } = tokenState.safeParse(state);
      if (!data) return null;
      const { id, name } = data.auth.credentials;
      return { source: 'token', member: null, actor: String(id), actorName: name };
    }
    default:
      return null;
  }
}

/** What Strapi keeps of every row by itself. */
const strapisOwn = new Set([
  ...['id', 'documentId', 'locale', 'localizations'],
  ...['createdAt', 'updatedAt', 'publishedAt', 'createdBy', 'updatedBy'],
]);

/** The attributes whose changes are told. */
export const toldAttributes = (attributes: Attributes): string[] =>
  Object.keys(attributes).filter((name) => !strapisOwn.has(name));

/** Which version of a document an action changes: what is edited or what readers see; null for none that remains. */
export function changedVersion(action: WriteAction): 'edited' | 'published' | null {
  if (action === 'delete' || action === 'unpublish') return null;
  return action === 'publish' ? 'published' : 'edited';
}

/** Whether an action is told even if no field differs. A form that is saved as it was changes nothing. */
export const isToldWithoutFields = (action: WriteAction): boolean => action !== 'update';

/**
 * The attributes that an action has changed, in any of the languages it was about.
 * @param before @param after the same version, by language, populated
 */
export function changedFields(
  attributes: Attributes,
  before: ReadonlyMap<string, Values>,
  after: ReadonlyMap<string, Values>,
  componentOf: (uid: string) => Attributes,
): string[] {
  const names = toldAttributes(attributes);
  // A new translation has copies of what is shared.
  const translated = names.filter((name) => attributes[name] && isLocalized(attributes[name]) === true);
  const changed = new Set(
    [...after].flatMap(([language, row]) => {
      const told = language === defaultLanguage ? names : translated;
      return differingAttributes(attributes, told, { row, english: before.get(language) ?? {} }, componentOf);
    }),
  );
  return names.filter((name) => changed.has(name));
}

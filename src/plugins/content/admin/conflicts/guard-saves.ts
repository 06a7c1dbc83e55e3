import { adminApi } from '@strapi/strapi/admin';
import { z } from 'zod';
import { openedVersionHeader } from '../../contract/opened-version';
import { panelIntl, type Panel } from '../../../../shared/admin/panel-intl';
import { attributesIn } from '../schema-state';
import { labelOf } from '../texts';
import { refusalOfUnreadable } from '../refusals/refuse-unreadable';
import { sentFields } from '../sent-fields';
import { isValues, type Values } from './differences';
import {
  draftVersion,
  laterVersion,
  openedDraft,
  readAnswer,
  readTarget,
  targetKey,
  type Target,
} from './opened';
import { askAbout, type Choice } from './question';
import { readConflict, type Read } from './read-conflict';

interface Request {
  url: string;
  method: string;
  data?: unknown;
  config?: object;
}
interface Answer {
  data?: unknown;
  error?: unknown;
}
type Send = (request: Request) => Promise<Answer>;
interface QueryApi {
  getState: () => unknown;
  dispatch: (action: unknown) => unknown;
}
/** The parts of RTK Query's endpoint definitions that are used here. */
interface Mutation {
  query?: (arg: unknown) => Request;
  queryFn?: (arg: unknown, api: QueryApi, options: unknown, send: Send) => Promise<Answer>;
  transformResponse?: (answer: unknown, meta: unknown, arg: unknown) => unknown;
  transformErrorResponse?: (error: unknown, meta: unknown, arg: unknown) => unknown;
}

const ofType = z.object({ model: z.string() });
const refusal = z.object({ status: z.literal(409) });
const absence = z.object({ status: z.literal(404) });

/**
 * Sends the version that a form was opened with along with each save, and asks what to do if somebody else has changed
 * what it shows since; the server checks each attempt anew. Refuses what no input could read, and sends of a translation
 * what is translated.
 */
export function guardSaves(panel: Panel): void {
  const intl = panelIntl(panel);
  const notSaved = (why: Exclude<Choice, 'save'> | 'deleted'): Answer => ({
    // For other errors Strapi's form takes what was typed for saved.
    error: {
      name: 'ValidationError',
      message: intl().formatMessage(labelOf(`conflict.not-saved.${why}`)),
      details: { errors: [] },
    },
  });
  /** Versions of own saves, which the form may not have read yet. */
  const own = new Map<string, string>();

  async function save(target: Target, request: Request, api: QueryApi, send: Send): Promise<Answer> {
    const draft = openedDraft(api.getState(), target);
    if (!draft) return send(request);
    let opened: Values = draft.data;
    const key = targetKey(target);
    let version = laterVersion(draftVersion(draft), own.get(key));
    let mine: Values = isValues(request.data) ? request.data : {};
    for (;;) {
      const headers = { [openedVersionHeader]: version };
      const answer = await send({ ...request, data: mine, config: { ...request.config, headers } });
      const stored = readAnswer(answer.data);
      if (stored) own.set(key, draftVersion(stored));
      if (absence.safeParse(answer.error).success) return notSaved('deleted');
      if (!refusal.safeParse(answer.error).success) return answer;

      const read = await readConflict(target, { opened, mine }, attributesIn(api.getState()), reader(send));
      if (!read) return answer;
      const { conflict, theirs, data } = read;
      if (conflict.found.length + conflict.others.length > 0) {
        const choice = await askAbout(conflict);
        if (choice === 'reload') reload(api, target);
        if (choice !== 'save') return notSaved(choice);
      }
      // As if the form had been opened with theirs.
      [version, opened, mine] = [draftVersion(theirs), theirs.data, data];
    }
  }

  async function respond(arg: unknown, request: Request, api: QueryApi, send: Send): Promise<Answer> {
    const target = readTarget(arg);
    const attributesOf = attributesIn(api.getState());
    const uid = ofType.safeParse(arg).data?.model ?? '';
    const data = isValues(request.data)
      ? sentFields(request.data, attributesOf(uid), target?.params?.locale)
      : request.data;
    const error = isValues(data) && (await refusalOfUnreadable(uid, data, attributesOf, intl()));
    if (error) return { error };
    const sent = { ...request, data };
    return target ? save(target, sent, api, send) : send(sent);
  }

  const guard = (mutation: Mutation | undefined): void => {
    const query = mutation?.query;
    if (!query) return;
    delete mutation.query;
    mutation.queryFn = async (arg, api, _options, send) => {
      const answer = await respond(arg, query(arg), api, send);
      // RTK Query applies these to `query` only.
      if (answer.error !== undefined)
        return { error: mutation.transformErrorResponse?.(answer.error, undefined, arg) ?? answer.error };
      return { data: mutation.transformResponse?.(answer.data, undefined, arg) ?? answer.data };
    };
  };
  adminApi.enhanceEndpoints({
    endpoints: {
      cloneDocument: guard,
      createDocument: guard,
      publishDocument: guard,
      updateDocument: guard,
    },
  });
}

const reader =
  (send: Send): Read =>
  async (path, params = {}) =>
    (await send({ url: `/content-manager${path}`, method: 'GET', config: { params } })).data;

/** The content manager's tags of a document and of its links; the form starts anew with what is read. */
const reload = (api: QueryApi, { model, documentId }: Target): unknown =>
  api.dispatch(
    adminApi
      .enhanceEndpoints({ addTagTypes: ['Document', 'Relations'] })
      .util.invalidateTags([{ type: 'Document', id: `${model}_${documentId}` }, 'Relations']),
  );

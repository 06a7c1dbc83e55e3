import { adminApi } from '@strapi/strapi/admin';
import { z } from 'zod';
import { openedVersionHeader } from '../../contract/opened-version';
import { panelIntl, type Panel } from '../../../../shared/admin/panel-intl';
import { attributesIn } from '../schema-state';
import { labelOf } from '../texts';
import { isValues, withoutKept, type Values } from './differences';
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

const refusal = z.object({ status: z.literal(409) });
const absence = z.object({ status: z.literal(404) });

/**
 * Sends the version that a form was opened with along with each save, and asks what to do if somebody else has saved
 * since. Nobody is asked if nothing of theirs would be lost; the server checks each attempt anew.
 */
export function guardSaves(panel: Panel): void {
  const intl = panelIntl(panel);
  const notSaved = (why: Exclude<Choice, 'overwrite'> | 'deleted'): Answer => ({
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

      const versions = { opened: draft.data, mine };
      const read = await readConflict(target, versions, attributesIn(api.getState()), reader(send));
      if (!read) return answer;
      const { conflict, theirs } = read;
      version = draftVersion(theirs);
      if (conflict.found.length === 0) continue;
      const choice = await askAbout(conflict);
      if (choice === 'reload') reload(api, target);
      if (choice !== 'overwrite') return notSaved(choice);
      mine = withoutKept(mine, conflict.found);
    }
  }

  const guard = (mutation: Mutation | undefined): void => {
    const query = mutation?.query;
    if (!query) return;
    delete mutation.query;
    mutation.queryFn = async (arg, api, _options, send) => {
      const target = readTarget(arg);
      const answer = await (target ? save(target, query(arg), api, send) : send(query(arg)));
      // RTK Query applies these to `query` only.
      if (answer.error !== undefined)
        return { error: mutation.transformErrorResponse?.(answer.error, undefined, arg) ?? answer.error };
      return { data: mutation.transformResponse?.(answer.data, undefined, arg) ?? answer.data };
    };
  };
  adminApi.enhanceEndpoints({ endpoints: { updateDocument: guard, publishDocument: guard } });
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

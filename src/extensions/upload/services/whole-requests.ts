import { AsyncLocalStorage } from 'node:async_hooks';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import type { Values } from '../../../plugins/content/server/domain/rules/issues';
import { refuseFor } from '../../../plugins/content/server/services/refusal';
import { validated } from '../../../shared/server/validated';
import { issuesOfInfos } from '../domain/file-texts';
import type { IncomingFile } from './upload';
import { isRecord } from '../../../shared/server/is-record';

export type Action = (ctx: Context, ...rest: unknown[]) => Promise<unknown>;

const request = z.object({
  body: z.record(z.string(), z.unknown()).optional(),
  files: z
    .record(
      z.string(),
      z
        .union([z.array(z.custom<IncomingFile>()), z.custom<IncomingFile>()])
        .transform((files) => [files].flat()),
    )
    .optional(),
});

const sent = new AsyncLocalStorage<readonly IncomingFile[]>();

/** All files of the current request, in the order in which they were sent. */
export const filesAsSent = (): readonly IncomingFile[] | undefined => sent.getStore();

function parsed(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  try {
    return JSON.parse(raw);
  } catch {
    throw new errors.ValidationError('fileInfo must be JSON');
  }
}

/** The info of the files in order; each of several files has its own. */
function infosOf(raw: unknown): Values[] {
  const all = (Array.isArray(raw) ? raw : raw === undefined || raw === '' ? [] : [raw]).map(parsed).flat();
  if (!all.every(isRecord)) throw new errors.ValidationError('fileInfo must be an object for each file');
  refuseFor(issuesOfInfos(all));
  return all;
}

/**
 * Wraps an action so that it only gets requests that can be stored completely. Strapi's own actions match files and infos
 * by name, and silently drop those without a match; `filesAsSent` provides all files instead.
 */
export const whole = (original: Action, { most = Infinity } = {}): Action =>
  async function (this: unknown, ctx, ...rest) {
    const { body = {}, files: { files = [], ...others } = {} } = validated(request, ctx.request);
    const [other] = Object.keys(others);
    if (other !== undefined)
      throw new errors.ValidationError(`Files must be sent as 'files', and not as '${other}'`);
    // The parser treats a part without a Content-Type as text.
    if (body['files'] !== undefined)
      throw new errors.ValidationError("'files' must be files, each with a Content-Type");
    if (files.length > most) throw new errors.ValidationError('There must be one file');
    const infos = infosOf(body['fileInfo']);
    const expected = Math.max(files.length, 1);
    if (infos.length > 0 && infos.length !== expected)
      throw new errors.ValidationError(
        `fileInfo must be given for each file: there are ${files.length} files and ${infos.length} fileInfo`,
      );
    if (infos.length > 0) ctx.request.body = { ...body, fileInfo: infos.length === 1 ? infos[0] : infos };
    const inOrder = files.toSorted((one, other) => (one.begun ?? 0) - (other.begun ?? 0));
    return sent.run(inOrder, () => original.call(this, ctx, ...rest));
  };

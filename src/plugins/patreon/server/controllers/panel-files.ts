import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { renderDownload, type StreamedResponse } from '../../../../http/download';
import { HttpError } from '../../../../http/errors';
import { renderError } from '../../../../http/response';
import { send } from '../../../../http/send';
import { hashesOf, sizeNamed } from '../domain/file-names';
import { patreonFiles } from '../services/files';
import { mayViewFiles } from '../services/panel-session';

const params = z.object({ name: z.string() });

/** Private files for the admin panel, which shows them by their addresses like any others. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  async function respond(ctx: Context): Promise<StreamedResponse> {
    const refusal = await mayViewFiles(strapi, ctx);
    if (refusal) throw new HttpError(refusal, 'Sign in to the admin panel');
    const { content } = patreonFiles(strapi);
    const { name } = params.parse(ctx.params);
    const file = await content.byHash(hashesOf(name));
    const size = file ? sizeNamed(name, file) : undefined;
    const found = file && size !== undefined ? await content.of(file, size) : null;
    if (!found) throw new HttpError(404, 'There is no such file');
    const header = (field: string): string | undefined => ctx.get(field) || undefined;
    const request = {
      method: ctx.method,
      range: header('range'),
      ifRange: header('if-range'),
      ifNoneMatch: header('if-none-match'),
      ifModifiedSince: header('if-modified-since'),
    };
    return renderDownload(found, request, 'private, no-cache');
  }

  return {
    async find(ctx: Context): Promise<void> {
      try {
        send(ctx, await respond(ctx));
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        send(ctx, renderError(error));
      }
    },
  };
};

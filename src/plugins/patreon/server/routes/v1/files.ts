import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { download } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { fileCookieName } from '../../../../accounts/server/routes/v1/auth-cookies';
import { fileLinkMinutes } from '../../domain/file-token';
import { refusals as gateRefusals } from '../../domain/refusals';
import { patreonFiles } from '../../services/files';
import type { FileRefusal } from '../../services/file-access';

const refusals: Readonly<Record<FileRefusal, readonly [403 | 404, string]>> = {
  unknown: [404, 'There is no such file'],
  expired: [403, 'This link has expired. Open the page again'],
  'signed out': [403, 'Sign in: this link serves one member alone'],
  'of another member': [403, 'This link serves another member'],
  'no longer shown': [403, 'This file is not shown any more'],
  supporter: [403, gateRefusals.supporter.message],
  tier: [403, gateRefusals.tier.message],
};

const refuse = (why: FileRefusal): never => {
  const [status, message] = refusals[why];
  throw new HttpError(status, message);
};

/** `GET /support/files/:token`: a file behind a gate, for the member whom its link names. */
export function fileRoutes(strapi: Core.Strapi) {
  return [
    defineRoute({
      method: 'GET',
      path: '/support/files/:token',
      tag: 'Support and patrons',
      summary:
        `A file behind a tier, by a link of a gated answer. The link serves its member alone, who shows who they are by their access` +
        ` token or, with the pictures and recordings of a page, by a cookie of their sign-in; it ends after ${fileLinkMinutes} minutes,` +
        ` and with the member's level. Ranges and If-Range are obeyed`,
      access: 'optional',
      params: z.object({ token: z.string().describe('From the address, as it stands there') }),
      responses: { 200: 'application/octet-stream', 206: 'application/octet-stream' },
      failures: {
        403: 'The link has expired, serves somebody else, or the member may not see the file any more',
        404: 'Not a link of this club, or the file has been deleted',
        416: 'The file has no such range',
      },
      rateLimit: { points: 1_200, seconds: 60 },
      handle: async ({ params, member, cookie, now }) => {
        const { access, content } = patreonFiles(strapi);
        const opened = access.open(params.token, now);
        if (!opened.ok) return refuse(opened.why === 'expired' ? 'expired' : 'unknown');
        const { claims } = opened;
        const file = await content.byId(claims.file);
        if (!file) return refuse('unknown');
        const follower = { member, cookie: cookie(fileCookieName) };
        const refusal = await access.refusalFor(claims, file.hash, follower, now);
        if (refusal) return refuse(refusal);
        const found = await content.of(file, claims.size);
        return found ? download(found) : refuse('unknown');
      },
    }),
  ];
}

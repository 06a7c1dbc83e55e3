import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { HttpError } from '../../../../../http/errors';
import { json } from '../../../../../http/results';
import { defineRoute } from '../../../../../http/route';
import { one } from '../../../../../http/schemas';
import { isRecord } from '../../../../../shared/server/is-record';
import { ifMatchAllows, mostBytes, mostLevels } from '../../domain/options';
import { accountsService } from '../../services';
import { refuse } from './auth-bodies';

const tag = 'Members';

/** Any object. Not `z.record`, which drops a name that some take for the prototype. */
const document = z
  .custom<Record<string, unknown>>(isRecord, 'must be a JSON object')
  .meta({ override: { type: 'object', additionalProperties: true } });

const patchTypes = ['application/merge-patch+json', 'application/json'];
const etagHeader = z.object({ ETag: z.string().describe('Names this state of the settings, for If-Match') });
const ifMatchHeader = z.object({
  'If-Match': z.string().optional().describe('The ETag of the state to change, or several; `*` for any'),
});

/** The front end's own settings of a member. */
export function optionRoutes(strapi: Core.Strapi) {
  const options = () => accountsService(strapi).options;

  return [
    defineRoute({
      method: 'GET',
      path: '/user/options',
      tag,
      summary:
        'The settings that the front end keeps for the member, with their ETag; an empty object at first',
      access: 'member',
      headers: { response: etagHeader },
      responses: { 200: one(document) },
      handle: async ({ member }) => {
        const { document: data, etag } = await options().of(member.documentId);
        return json(data, { headers: { ETag: etag } });
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/user/options',
      tag,
      summary: `Applies a JSON merge patch (RFC 7396); ${mostBytes / 1024} KB and ${mostLevels} levels at most. With If-Match, a 412 where they have changed`,
      access: 'member',
      body: document,
      bodyTypes: patchTypes,
      headers: { request: ifMatchHeader, response: etagHeader },
      failures: { 412: 'If-Match names another state', 415: 'Not JSON' },
      responses: { 200: one(document) },
      rateLimit: { points: 120, seconds: 60 },
      handle: async ({ body, member, headers }) => {
        // global::merge-patch has made it one type.
        const type = headers['content-type'];
        if (type !== undefined && !/^application\/json *(;|$)/i.test(type))
          throw new HttpError(415, `The patch must be ${patchTypes.join(' or ')}`);
        const ifMatch = headers['if-match'];
        const result = await options().patch(member, body, (etag) => ifMatchAllows(ifMatch, etag));
        if (result.outcome === 'stale')
          throw new HttpError(412, 'The settings have changed meanwhile: read them again');
        if (result.outcome === 'refused') return refuse({ body: [result.reason] });
        return json(result.document, { headers: { ETag: result.etag } });
      },
    }),
  ];
}

import { rm } from 'node:fs';
import type { Writable } from 'node:stream';
import { env, isHttps, origins } from './env';
import limits from './limits';

const pages = {
  clubName: env.CLUB_NAME,
  frontendUrl: env.FRONTEND_URL,
  explainGraphql: process.env.NODE_ENV === 'production',
};

let filesBegun = 0;

/** The parts of the parser's file that are used. */
interface BegunFile {
  filepath: string;
  _writeStream?: Writable | null;
  destroy(): void;
}

/**
 * The parser lists files in the order in which they were completely written; src/extensions/upload sorts them as they
 * were sent. The parser deletes an aborted file at once, which is too early for one that is just being opened.
 */
function beginFile(_name: string, file: BegunFile): void {
  filesBegun += 1;
  const giveUp = file.destroy.bind(file);
  const destroy = (): void => {
    file._writeStream?.once('close', () => rm(file.filepath, { force: true }, () => undefined));
    giveUp();
  };
  Object.assign(file, { begun: filesBegun, destroy });
}

export default [
  'plugin::content-api.event-loop',
  'plugin::public-api.v1',
  'global::request-log',
  'strapi::errors',
  'global::http-errors',
  'global::database-failures',
  'strapi::security',
  { name: 'plugin::public-api.pages', config: pages },
  'plugin::accounts.account-pages',
  {
    name: 'strapi::cors',
    config: { origin: origins, expose: ['RateLimit', 'RateLimit-Policy', 'Retry-After'] },
  },
  'plugin::accounts.limits',
  'plugin::upload.public-files',
  // content-api/server/domain/query/limits.ts refuses longer lists; the parser would turn them into objects.
  { name: 'strapi::query', config: { arrayLimit: 5_000 } },
  'global::request-bodies',
  'global::merge-patch',
  {
    name: 'strapi::body',
    config: {
      // Whoever deletes their account sends their password along.
      parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
      jsonLimit: limits.json,
      formLimit: limits.form,
      textLimit: limits.text,
      // For global::raw-body.
      includeUnparsed: true,
      formidable: {
        maxFileSize: limits.uploadBytes,
        maxFieldsSize: limits.uploadFieldBytes,
        onFileBegin: beginFile,
      },
    },
  },
  'global::raw-body',
  'global::empty-body',
  'plugin::content.require-club-language',
  { name: 'strapi::session', config: { secure: isHttps } },
  'strapi::favicon',
  'strapi::public',
];

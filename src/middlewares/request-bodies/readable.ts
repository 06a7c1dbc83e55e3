import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { isRecord } from '../../shared/server/is-record';
import { isAwaited } from './capacity';
import { isDeeperThan } from '../../shared/server/json-depth';

export const malformedFiles = (): Error =>
  new errors.ValidationError('The files of this request cannot be read: its body is no complete multipart.');

/** Formidable, which parses files, has its own names for the status. */
const formidableError = z.object({ httpCode: z.number(), code: z.number() });
const withStatus = z.object({ status: z.number() });

/** Translates errors about unreadable bodies for the client: Strapi knows few of them, and answers 500 to the others. */
export function readingErrorOf(
  { req, res, request }: Context,
  error: unknown,
  isMisencoded: boolean,
): unknown {
  // The body was read, so it is not the cause.
  if (request.body !== undefined) return error;
  // Nobody receives this response; other errors would be logged.
  if (!isAwaited(req, res)) return new errors.ValidationError('The body of this request never came.');
  const { data: ofFiles } = formidableError.safeParse(error);
  if (ofFiles?.httpCode === 413)
    return new errors.PayloadTooLargeError('The fields beside these files are too large.');
  if (ofFiles) return malformedFiles();
  if (isMisencoded && !withStatus.safeParse(error).success)
    return new errors.ValidationError(
      'The body of this request is not encoded as its Content-Encoding says.',
    );
  return error;
}

/** A property name of `Object.prototype` in a body or its `data`: Strapi's validators fail on it. */
function reservedNameIn(body: unknown): string | undefined {
  const data = isRecord(body) ? body['data'] : undefined;
  return [body, data]
    .filter(isRecord)
    .flatMap(Object.keys)
    .find((name) => name in Object.prototype);
}

/**
 * Refuses JSON with names of `Object.prototype`, and JSON that is nested too deeply: code that walks it recursively would
 * overflow the stack, a 500. Checked in a setter, since Strapi and its GraphQL plugin parse bodies in different places.
 */
export function checkShape(ctx: Context, levels: number): void {
  let body: unknown;
  Object.defineProperty(ctx.request, 'body', {
    configurable: true,
    enumerable: true,
    get: () => body,
    set(value: unknown) {
      if (isDeeperThan(value, levels))
        throw new errors.ValidationError(`The body of this request is nested deeper than ${levels} levels.`);
      // The fields of a multipart body are set before its files are known.
      const name = ctx.is('multipart') ? undefined : reservedNameIn(value);
      if (name !== undefined)
        throw new errors.ValidationError(`The body of this request must not have '${name}'.`);
      body = value;
    },
  });
}

/**
 * Keeps listening for errors of the decompression stream: `raw-body` stops listening once a body is too large, and a
 * later error would end the process.
 *
 * @returns whether there was an error
 */
export function watchDecompression({ req }: Context): () => boolean {
  let hasFailed = false;
  const pipe = req.pipe.bind(req);
  req.pipe = <Destination extends NodeJS.WritableStream>(
    destination: Destination,
    options?: { end?: boolean },
  ): Destination => {
    destination.on('error', () => (hasFailed = true));
    return pipe(destination, options);
  };
  return () => hasFailed;
}

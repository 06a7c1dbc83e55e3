import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { z } from 'zod';
import { isRecord } from '../../shared/server/is-record';
import { isAwaited } from './capacity';
import { isDeeperThan } from './depth';

export const malformedFiles = (): Error =>
  new errors.ValidationError('The files of this request cannot be read: its body is no complete multipart.');

/** Errors of formidable, which parses files, say so under names of their own. */
const formidableError = z.object({ httpCode: z.number(), code: z.number() });
const withStatus = z.object({ status: z.number() });

/** An error as the client is to hear it, where it is about a body that could not be read: Strapi knows few of them, and answers 500. */
export function readingErrorOf(
  { req, res, request }: Context,
  error: unknown,
  isMisencoded: boolean,
): unknown {
  // What has been read cannot be at fault.
  if (request.body !== undefined) return error;
  // Nobody hears this; anything else would go to the log.
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

/** A name of JavaScript's own among those of a body, or of its `data`: Strapi's validators take it for one of theirs, and fail. */
function reservedNameIn(body: unknown): string | undefined {
  const data = isRecord(body) ? body['data'] : undefined;
  return [body, data]
    .filter(isRecord)
    .flatMap(Object.keys)
    .find((name) => name in Object.prototype);
}

/**
 * Refuses JSON with names of JavaScript's own, and what is nested deeper than anything in the club: what walks it recursively runs out of stack, which would be a
 * 500. It is checked where it is set, since Strapi and its GraphQL plugin read bodies in places of their own.
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
      // The fields beside files come before it is known which files there are.
      const name = ctx.is('multipart') ? undefined : reservedNameIn(value);
      if (name !== undefined)
        throw new errors.ValidationError(`The body of this request must not have '${name}'.`);
      body = value;
    },
  });
}

/**
 * Listens for errors of what a body is decompressed with as long as it lives. `raw-body` stops listening once a body is too large,
 * and an error in what came with it would end the process.
 *
 * @returns whether there has been one
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

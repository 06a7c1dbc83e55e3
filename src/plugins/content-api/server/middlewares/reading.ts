import type { Core, Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { defaultLanguage, isLanguage, languages } from '../../../../shared/server/languages';
import { isReader } from '../domain/reader';
import { describeLocks, isRest } from '../services/entry-locks';
import { asReader, asWriter, isWriting } from '../services/scope';
import { translate } from '../services/translation';

type Middleware = Modules.Documents.Middleware.Middleware;
type Next = Parameters<Middleware>[1];
type Result = Awaited<ReturnType<Middleware>>;

const reads: ReadonlySet<string> = new Set(['findMany', 'findFirst', 'findOne', 'count']);

/** Parameters of a read from a request, which may have any type. */
interface ReadParams {
  locale?: unknown;
  fallbackLocale?: unknown;
  status?: unknown;
  publicationFilter?: unknown;
  hasPublishedVersion?: unknown;
}

/** Readers may not learn anything about drafts, not even whether they exist. */
function refuseDrafts({ status, publicationFilter, hasPublishedVersion }: ReadParams): void {
  if (status != null && status !== '' && status !== 'published')
    throw new errors.ValidationError("'status' can only be 'published' here: drafts are not public.");
  if (publicationFilter != null)
    throw new errors.ValidationError("'publicationFilter' cannot be used here: drafts are not public.");
  if (hasPublishedVersion != null)
    throw new errors.ValidationError("'hasPublishedVersion' cannot be used here: drafts are not public.");
}

function oneLanguage(name: string, value: unknown): string {
  if (isLanguage(value)) return value;
  throw new errors.ValidationError(
    `'${name}' must be one of ${languages.join(', ')} where 'fallbackLocale' is given.`,
  );
}

/**
 * Restricts Strapi's reads for readers, in REST and GraphQL, and adds `fallbackLocale` for all clients: the list is that of the
 * fallback language, so that its pages contain every document and are the same in every language, with translations applied.
 */
export function readingMiddleware(strapi: Core.Strapi): Middleware {
  return async (context, next) => {
    if (!reads.has(context.action)) return asWriter(async () => next());
    const params: ReadParams = context.params;
    const read = () => readWithFallback(strapi, context, params, next);
    if (isWriting() || !isReader(strapi.requestContext.get()?.state)) return read();
    return asReader(async () => {
      refuseDrafts(params);
      // Strapi would search for rows of no version at all.
      if (params.status === '') delete params.status;
      const { locale } = params;
      const found = await read();
      if (context.action !== 'count' && isRest(strapi))
        await describeLocks(strapi, context.uid, found, locale);
      return found;
    });
  };
}

async function readWithFallback(
  strapi: Core.Strapi,
  context: Parameters<Middleware>[0],
  params: ReadParams,
  next: Next,
): Promise<Result> {
  const { fallbackLocale, ...others } = params;
  if (fallbackLocale == null) return next();
  const fallback = oneLanguage('fallbackLocale', fallbackLocale);
  const locale = oneLanguage('locale', params.locale ?? defaultLanguage);
  Object.assign(context, { params: { ...others, locale: fallback } });
  const found = await next();
  if (context.action === 'count' || locale === fallback) return found;
  const status = params.status === 'published' ? 'published' : 'draft';
  await translate(strapi, context.uid, found, { locale, status });
  return found;
}

import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { addressIssueOf } from '../domain/query/address';
import type { QueryIssue } from '../domain/query/issues';
import { readerLimits, staffLimits } from '../domain/query/limits';
import { issueOf } from '../domain/query/query';
import { isReader } from '../domain/reader';
import type { Model } from '../domain/visibility';

type Validate = Core.Strapi['contentAPI']['validate']['query'];

/**
 * Judges every query of Strapi's content API first, before Strapi's own validation: each controller of REST and each resolver
 * of GraphQL has its query validated through this one function, when it is known who asks and of which type.
 */
export function judgeQueries(strapi: Core.Strapi): void {
  const { validate } = strapi.contentAPI;
  const validateQuery: Validate = validate.query.bind(validate);
  const modelOf = (uid: string): Model | undefined => strapi.getModel(uid as never);
  const readers = { limits: readerLimits, modelOf };
  const staff = { limits: staffLimits, modelOf };

  validate.query = async (query, schema, options) => {
    const context = strapi.requestContext.get();
    const rules = isReader(context?.state) ? readers : staff;
    const isRest =
      context !== undefined && context.path.startsWith(strapi.config.get<string>('api.rest.prefix', '/api'));
    if (isRest) refuse(addressIssueOf(context.querystring, rules.limits));
    refuse(issueOf(query, schema, rules));
    return validateQuery(query, schema, options);
  };
}

function refuse(issue: QueryIssue | null): void {
  if (issue) throw new errors.ValidationError(issue.message, { source: 'query', param: issue.parameter });
}

import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { addressIssueOf } from '../domain/query/address';
import type { Rules } from '../domain/query/filters';
import type { QueryIssue } from '../domain/query/issues';
import { readerLimits, staffLimits } from '../domain/query/limits';
import { issueOf } from '../domain/query/query';
import { isReader } from '../domain/reader';
import type { Model } from '../domain/visibility';

type Validate = Core.Strapi['contentAPI']['validate']['query'];

/** As much of the content manager's own service as is used here; it has no types. */
interface PermissionCheckers {
  create(of: { model: string }): { sanitizedQuery: Record<string, (query: unknown) => Promise<unknown>> };
}
const permissionCheckers = z.custom<PermissionCheckers>(
  (value) => typeof value === 'object' && value !== null && 'create' in value,
);

/** Judges every query of Strapi's content API and of the admin panel first, before Strapi has it. */
export function judgeQueries(strapi: Core.Strapi): void {
  const modelOf = (uid: string): Model | undefined => strapi.getModel(uid as never);
  const staff = { limits: staffLimits, modelOf };
  judgeContentApi(strapi, { readers: { limits: readerLimits, modelOf }, staff });
  judgePanel(strapi, staff);
}

/**
 * Each controller of REST and each resolver of GraphQL has its query validated through one function, when it is known who asks
 * and of which type.
 */
function judgeContentApi(strapi: Core.Strapi, { readers, staff }: Record<'readers' | 'staff', Rules>): void {
  const { validate } = strapi.contentAPI;
  const validateQuery: Validate = validate.query.bind(validate);

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

/** Each controller of the content manager has one service add to its query what somebody may see. */
function judgePanel(strapi: Core.Strapi, rules: Rules): void {
  const checkers = permissionCheckers.parse(strapi.plugin('content-manager').service('permission-checker'));
  const create = checkers.create.bind(checkers);
  checkers.create = (of) => {
    const checker = create(of);
    const model = rules.modelOf(of.model);
    for (const [action, sanitize] of Object.entries(checker.sanitizedQuery)) {
      checker.sanitizedQuery[action] = async (query) => {
        if (model) refuse(issueOf(query, model, rules));
        return sanitize(query);
      };
    }
    return checker;
  };
}

function refuse(issue: QueryIssue | null): void {
  if (issue) throw new errors.ValidationError(issue.message, { source: 'query', param: issue.parameter });
}

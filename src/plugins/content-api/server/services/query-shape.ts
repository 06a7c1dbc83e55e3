import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { addressIssueOf } from '../domain/query/address';
import type { Rules } from '../domain/query/filters';
import type { QueryIssue } from '../domain/query/issues';
import { panelLimits, readerLimits, staffLimits } from '../domain/query/limits';
import { issueOf } from '../domain/query/query';
import { isReader } from '../domain/reader';
import type { Model } from '../domain/visibility';

type Validate = Core.Strapi['contentAPI']['validate']['query'];

/** As much of Strapi's own service as is used here; it has no types. */
interface Permissions {
  createPermissionsManager(of: { model?: string }): Record<'validateQuery' | 'sanitizeQuery', Check>;
}
type Check = (query: unknown, ...rest: unknown[]) => Promise<unknown>;
const permissionsService = z.custom<Permissions>(
  (value) => typeof value === 'object' && value !== null && 'createPermissionsManager' in value,
);

/** Judges every query of Strapi's content API and of the admin panel first, before Strapi has it. */
export function judgeQueries(strapi: Core.Strapi): void {
  const modelOf = (uid: string): Model | undefined => strapi.getModel(uid as never);
  judgeContentApi(strapi, {
    readers: { limits: readerLimits, modelOf },
    staff: { limits: staffLimits, modelOf },
  });
  judgePanel(strapi, { limits: panelLimits, modelOf });
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

/**
 * Each controller of the admin panel (content, media library, users, roles) has its query checked by a permissions manager, made
 * for whoever asks and the type that it is about.
 */
function judgePanel(strapi: Core.Strapi, rules: Rules): void {
  const permissions = permissionsService.parse(strapi.service('admin::permission'));
  const create = permissions.createPermissionsManager.bind(permissions);
  permissions.createPermissionsManager = (of) => {
    const manager = create(of);
    const model = of.model === undefined ? undefined : rules.modelOf(of.model);
    if (!model) return manager;
    const judged =
      (check: Check): Check =>
      async (query, ...rest) => {
        refuse(issueOf(query, model, rules));
        return check(query, ...rest);
      };
    return Object.assign(manager, {
      validateQuery: judged(manager.validateQuery),
      sanitizeQuery: judged(manager.sanitizeQuery),
    });
  };
}

function refuse(issue: QueryIssue | null): void {
  if (issue) throw new errors.ValidationError(issue.message, { source: 'query', param: issue.parameter });
}

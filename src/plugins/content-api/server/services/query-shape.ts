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

/** The part of Strapi's own service that is used here; it has no types. */
interface Permissions {
  createPermissionsManager(of: { model?: string }): Record<'validateQuery' | 'sanitizeQuery', Check>;
}
type Check = (query: unknown, ...rest: unknown[]) => Promise<unknown>;
const permissionsService = z.custom<Permissions>(
  (value) => typeof value === 'object' && value !== null && 'createPermissionsManager' in value,
);

/** Checks every query of Strapi's content API and of the admin panel before Strapi uses it. */
export function checkQueries(strapi: Core.Strapi): void {
  const modelOf = (uid: string): Model | undefined => strapi.getModel(uid as never);
  checkContentApi(strapi, {
    readers: { limits: readerLimits, modelOf },
    staff: { limits: staffLimits, modelOf },
  });
  checkPanel(strapi, { limits: panelLimits, modelOf });
}

/**
 * Patches the function with which every REST controller and GraphQL resolver validates its query, when the client and the
 * type are known.
 */
function checkContentApi(strapi: Core.Strapi, { readers, staff }: Record<'readers' | 'staff', Rules>): void {
  const { validate } = strapi.contentAPI;
  const validateQuery: Validate = validate.query.bind(validate);

  validate.query = async (query, schema, options) => {
    const context = strapi.requestContext.get();
    const rules = isReader(context?.state) ? readers : staff;
    const isRest =
      context !== undefined && context.path.startsWith(strapi.config.get<string>('api.rest.prefix', '/api'));
    if (isRest) throwIssue(addressIssueOf(context.querystring, rules.limits));
    throwIssue(issueOf(query, schema, rules));
    if (isRest) readLimit(query);
    return validateQuery(query, schema, options);
  };
}

const limited = z.object({ pagination: z.looseObject({ limit: z.coerce.number() }) });

/**
 * Parses a limit as a number. Strapi treats -1 as the maximum (https://github.com/strapi/strapi/pull/11479), but not the
 * string '-1': REST would answer with one entry where GraphQL answers with all.
 */
function readLimit(query: Record<string, unknown>): void {
  const { data } = limited.safeParse(query);
  if (data) query['pagination'] = data.pagination;
}

/**
 * Patches the permissions managers with which controllers of the admin panel (content, media library, users, roles) check
 * their queries.
 */
function checkPanel(strapi: Core.Strapi, rules: Rules): void {
  const permissions = permissionsService.parse(strapi.service('admin::permission'));
  const create = permissions.createPermissionsManager.bind(permissions);
  permissions.createPermissionsManager = (of) => {
    const manager = create(of);
    const model = of.model === undefined ? undefined : rules.modelOf(of.model);
    if (!model) return manager;
    const checked =
      (check: Check): Check =>
      async (query, ...rest) => {
        throwIssue(issueOf(query, model, rules));
        return check(query, ...rest);
      };
    return Object.assign(manager, {
      validateQuery: checked(manager.validateQuery),
      sanitizeQuery: checked(manager.sanitizeQuery),
    });
  };
}

function throwIssue(issue: QueryIssue | null): void {
  if (issue) throw new errors.ValidationError(issue.message, { source: 'query', param: issue.parameter });
}

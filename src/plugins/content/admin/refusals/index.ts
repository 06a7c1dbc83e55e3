import { adminApi } from '@strapi/strapi/admin';
import type { IntlShape } from 'react-intl';
import { z } from 'zod';
import { panelIntl, textIn, type FindText, type Panel } from '../../../../shared/admin/panel-intl';
import type { BrokenRule } from '../../contract/rules';
import { attributesIn } from '../schema-state';
import { labelOf as textLabel, ruleLabel } from '../texts';
import { labelOf } from './field-label';
import { translatedForecast, translatedLeftOut, translatedRefusal, type Speech } from './translated-refusal';

/** The part of RTK Query's endpoint definitions that is used here. */
interface Mutation {
  transformResponse?: (answer: unknown, meta: unknown, arg: unknown) => unknown;
  transformErrorResponse?: (error: unknown, meta: unknown, arg: unknown) => unknown;
}

/** Writes of documents: the content manager's services/documents.ts. */
const ofDocuments = [
  'autoCloneDocument',
  'cloneDocument',
  'createDocument',
  'discardDocument',
  'publishDocument',
  'unpublishDocument',
  'updateDocument',
] as const;
/** Actions on selections in lists. */
const ofSelections = ['deleteManyDocuments', 'publishManyDocuments', 'unpublishManyDocuments'] as const;
/** What would come of those: the plugin admin-desk's selection-api.ts. */
const ofForecasts = ['selectionConsequences'] as const;
const ofType = z.object({ model: z.string() });

/** Writes of staff's own accounts: @strapi/admin's services/users.ts and auth.ts. */
const ofAccounts = ['createUser', 'updateUser', 'updateMe', 'registerAdmin', 'registerUser'] as const;

function ruleText(intl: IntlShape, find: FindText) {
  const choices = (values: readonly string[]): string =>
    intl.formatList(
      values.map((value) => find(value) ?? value),
      { type: 'disjunction' },
    );
  return ({ key, values = {} }: BrokenRule, uid: string, owner: string): string => {
    const given = Object.entries(values).map(([name, value]) => {
      if (typeof value !== 'object') return [name, value] as const;
      if ('choices' in value) return [name, choices(value.choices)] as const;
      const field = labelOf(value.of === 'document' ? uid : owner, value.field, find);
      return [name, intl.formatMessage(textLabel('refusal.field'), { field })] as const;
    });
    return intl.formatMessage(ruleLabel(key), Object.fromEntries(given));
  };
}

function speechOf(intl: IntlShape, state: unknown): Speech {
  const find = textIn(intl);
  const attributesOf = attributesIn(state);
  return {
    locale: intl.locale,
    fields: {
      find,
      componentOf: (owner, attribute) => attributesOf(owner)[attribute]?.component,
      entry: (number) => intl.formatMessage(textLabel('refusal.entry'), { number }),
    },
    rule: ruleText(intl, find),
    issue: (field, issue) => intl.formatMessage(textLabel('refusal.issue'), { field, issue }),
  };
}

/** Says refusals of the server in the panel's language, at the field and in the message, by the labels of the form. */
export function translateRefusals(panel: Panel): void {
  const intl = panelIntl(panel);
  type Translate = (answer: unknown, uid: string, speech: Speech) => unknown;
  const by =
    (translate: Translate, uidOf: (arg: unknown) => string | undefined) =>
    (answer: unknown, _meta: unknown, arg: unknown): unknown => {
      const uid = uidOf(arg);
      return uid === undefined ? answer : translate(answer, uid, speechOf(intl(), panel.store?.getState()));
    };
  const typeOf = (arg: unknown): string | undefined => ofType.safeParse(arg).data?.model;
  const changing = (change: Mutation) => (mutation: Mutation | undefined) => {
    if (mutation) Object.assign(mutation, change);
  };
  const document = changing({ transformErrorResponse: by(translatedRefusal, typeOf) });
  const leftOut = by(translatedLeftOut, typeOf);
  const selection = changing({ transformResponse: leftOut, transformErrorResponse: leftOut });
  const forecast = changing({ transformResponse: by(translatedForecast, typeOf) });
  const account = changing({ transformErrorResponse: by(translatedRefusal, () => 'admin::user') });
  adminApi.enhanceEndpoints({
    endpoints: Object.fromEntries([
      ...ofDocuments.map((name) => [name, document] as const),
      ...ofSelections.map((name) => [name, selection] as const),
      ...ofForecasts.map((name) => [name, forecast] as const),
      ...ofAccounts.map((name) => [name, account] as const),
    ]),
  });
}

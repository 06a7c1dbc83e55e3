import type { IntlShape } from 'react-intl';
import { browserZone, isZone } from '../../../../shared/admin/zoned-time';
import { textIn } from '../../../../shared/admin/panel-intl';
import type { Attributes } from '../schema-state';
import { labelOf } from '../texts';
import { placeOf } from './field-label';
import { unreadableFields, type Unreadable } from './unreadable';

async function problemWith({ kind, text }: Unreadable, zone: string, intl: IntlShape): Promise<string> {
  if (kind === 'money') return intl.formatMessage(labelOf('money.unreadable'));
  // Loaded with the form's inputs, since it brings Luxon.
  const { problemOf, resolveLocal } = await import('../times/local-time');
  const { key, values } = problemOf(resolveLocal(text, zone));
  return intl.formatMessage(labelOf(key), values);
}

/**
 * A refusal, as of the server, of fields that hold what their inputs cannot read; in the same words as the inputs, which
 * say them as long as they cannot: an error of the form would stay until it is saved again.
 */
export async function refusalOfUnreadable(
  uid: string,
  values: Readonly<Record<string, unknown>>,
  attributesOf: (owner: string) => Attributes,
  intl: IntlShape,
) {
  const found = unreadableFields(values, attributesOf(uid), attributesOf);
  if (found.length === 0) return undefined;
  const zone = isZone(values['timezone']) ? values['timezone'] : browserZone();
  const fields = {
    find: textIn(intl),
    componentOf: (owner: string, attribute: string) => attributesOf(owner)[attribute]?.component,
    entry: (number: number) => intl.formatMessage(labelOf('refusal.entry'), { number }),
  };
  const told = found.map(async (each) => {
    const issue = await problemWith(each, zone, intl);
    return intl.formatMessage(labelOf('refusal.issue'), {
      field: placeOf(uid, each.path, fields).label,
      issue,
    });
  });
  return { name: 'ValidationError', message: (await Promise.all(told)).join('; '), details: { errors: [] } };
}

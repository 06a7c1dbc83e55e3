import type { IntlShape } from 'react-intl';
import { browserZone, isZone } from '../../../../shared/admin/zoned-time';
import { sentenceOf } from '../../contract/rules';
import type { Attributes } from '../schema-state';
import { labelOf } from '../texts';
import { unreadableFields, type Unreadable } from './unreadable';

type Texts = Pick<IntlShape, 'formatMessage'>;

async function problemWith({ kind, text }: Unreadable, zone: string, intl: Texts): Promise<string> {
  if (kind === 'money') return intl.formatMessage(labelOf('money.unreadable'));
  // Loaded with the form's inputs, since it brings Luxon.
  const { problemOf, resolveLocal } = await import('../times/local-time');
  const { key, values } = problemOf(resolveLocal(text, zone));
  return intl.formatMessage(labelOf(key), values);
}

/** A refusal, as of the server, of fields that hold what their inputs cannot read; in the same words as the inputs. */
export async function refusalOfUnreadable(
  values: Readonly<Record<string, unknown>>,
  attributes: Attributes,
  attributesOf: (component: string) => Attributes,
  intl: Texts,
) {
  const found = unreadableFields(values, attributes, attributesOf);
  if (found.length === 0) return undefined;
  const zone = isZone(values['timezone']) ? values['timezone'] : browserZone();
  const errors = await Promise.all(
    found.map(async (field) => ({
      path: field.path,
      message: await problemWith(field, zone, intl),
      name: 'ValidationError',
    })),
  );
  return { name: 'ValidationError', message: sentenceOf(errors), details: { errors } };
}

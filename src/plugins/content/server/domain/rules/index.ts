import { namingAttribute } from '../naming';
import type { Attributes } from '../schema';
import { attributeFaults, given, type Judging } from './attributes';
import { eventFaults } from './event';
import { distinct, isBlank, type Fault, type Values } from './faults';

export interface Judged extends Judging {
  uid: string;
  attributes: Attributes;
  /** The document as it is going to be. */
  values: Values;
  /** Its English, which stands in for every other language; the values themselves where they are English. */
  english: Values | undefined;
}

/**
 * Everything that is wrong with a document, field by field, first in single values, then across them. Formats are
 * judged wherever something is there, in drafts too; what has to be there only when readers are to see it.
 */
export function documentFaults({ uid, attributes, values, english, ...judging }: Judged): Fault[] {
  return distinct([
    ...attributeFaults(uid, attributes, values, judging),
    ...(judging.isComplete ? englishFaults(attributes, values, english) : []),
    ...(uid === 'api::event.event' ? eventFaults(values) : []),
  ]);
}

function englishFaults(attributes: Attributes, values: Values, english: Values | undefined): Fault[] {
  const name = namingAttribute(attributes);
  if (name === undefined || (english && !isBlank(english[name]))) return [];
  return english === values ? [given(name)] : [{ path: [name], message: 'must be given in English first' }];
}

import * as React from 'react';
import { useIntl, type IntlShape } from 'react-intl';

/** A message of the server, as `jobs/contract/message.ts` has it. */
interface Message {
  id: string | null;
  values: Readonly<Record<string, string | number | Message>>;
  text: string;
}

function textOf(intl: IntlShape, { id, values, text }: Message): string {
  // One of a newer server, or of a plugin without texts.
  if (id === null || !Object.hasOwn(intl.messages, id)) return text;
  const said = Object.entries(values).map(([name, value]): [string, string | number] => [
    name,
    typeof value === 'object' ? textOf(intl, value) : value,
  ]);
  return intl.formatMessage({ id }, Object.fromEntries(said));
}

/** Says messages of the server in the panel's language; what has no translation there is English. */
export function useMessageText(): (message: Message) => string {
  const intl = useIntl();
  return React.useCallback((message) => textOf(intl, message), [intl]);
}

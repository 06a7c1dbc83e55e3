import * as React from 'react';
import { useIntl } from 'react-intl';

/** The text of what the server calls by a name, a kind of job for example; the name itself where there is no text. */
export function useNameText(prefix: 'jobs.title' | 'integrations.action'): (name: string) => string {
  const { messages } = useIntl();
  return React.useCallback(
    (name) => {
      const text = messages[`${prefix}.${name}`];
      return typeof text === 'string' ? text : name;
    },
    [messages, prefix],
  );
}

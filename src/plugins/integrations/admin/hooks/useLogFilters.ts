import * as React from 'react';
import { useSearchParams } from 'react-router-dom';
import { logQuery, type LogQuery } from '../../contract/log';

const filters = ['integration', 'outcome', 'action', 'subjectType', 'subject', 'from', 'to'] as const;
export type LogFilter = (typeof filters)[number];

/** Strapi's paging offers this length and not the one that the server falls back to. */
const usual = { pageSize: '20' };

/** Which calls are shown: kept in the page's address, so that it can be sent to others and *back* works. */
export function useLogFilters(): {
  query: LogQuery;
  isFiltered: boolean;
  /** An empty text takes the filter away. */
  change: (changed: Partial<Record<LogFilter, string>>) => void;
  clear: () => void;
} {
  const [parameters, setParameters] = useSearchParams();
  const address = parameters.toString();
  const query = React.useMemo(() => {
    const given = logQuery.safeParse({
      ...usual,
      ...Object.fromEntries(new URLSearchParams(address)),
    });
    return given.data ?? logQuery.parse(usual);
  }, [address]);

  const change = React.useCallback(
    (changed: Partial<Record<LogFilter, string>>) =>
      setParameters((before) => {
        const after = new URLSearchParams(before);
        after.delete('page');
        for (const [name, value] of Object.entries(changed)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      }),
    [setParameters],
  );
  const clear = React.useCallback(
    () => change(Object.fromEntries(filters.map((name) => [name, '']))),
    [change],
  );
  return { query, isFiltered: filters.some((name) => query[name] !== undefined), change, clear };
}

import * as React from 'react';
import { useSearchParams } from 'react-router-dom';
import { listQuery, type ListQuery } from '../../contract/requests';

type Filter = 'name' | 'state' | 'search';

/** Which jobs are shown: kept in the page's address, so that it can be sent to others and *back* works. */
export function useFilters(): {
  query: ListQuery;
  isFiltered: boolean;
  /** An empty text takes the filter away. */
  change: (filters: Partial<Record<Filter, string>>) => void;
} {
  const [parameters, setParameters] = useSearchParams();
  const address = parameters.toString();
  const query = React.useMemo(() => {
    const given = listQuery.safeParse(Object.fromEntries(new URLSearchParams(address)));
    return given.data ?? listQuery.parse({});
  }, [address]);

  const change = React.useCallback(
    (filters: Partial<Record<Filter, string>>) =>
      setParameters((before) => {
        const after = new URLSearchParams(before);
        after.delete('page');
        for (const [name, value] of Object.entries(filters)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      }),
    [setParameters],
  );
  return { query, isFiltered: Boolean(query.name ?? query.state ?? query.search), change };
}

import * as React from 'react';
import { useSearchParams } from 'react-router-dom';
import type { z } from 'zod';

export interface UrlFilters<Query, Name extends string> {
  query: Query;
  isFiltered: boolean;
  /** An empty text removes the filter. */
  change: (filters: Partial<Record<Name, string>>) => void;
  clear: () => void;
}

/** The length of a page that Strapi's paging offers first; a contract's default may be another. */
const usual = { pageSize: '20' };

/**
 * The filters of a list, kept in the page's address: it can be sent to others, and *back* works. An address that does not
 * fit the schema shows the unfiltered list.
 *
 * @param schema a constant: what the address is parsed with
 * @param names a constant: the filters among the query's attributes
 */
export function useUrlFilters<Query extends object, Name extends string & keyof Query>(
  schema: z.ZodType<Query>,
  names: readonly Name[],
): UrlFilters<Query, Name> {
  const [parameters, setParameters] = useSearchParams();
  const address = parameters.toString();
  const query = React.useMemo(() => {
    const given = schema.safeParse({ ...usual, ...Object.fromEntries(new URLSearchParams(address)) });
    return given.data ?? schema.parse(usual);
  }, [schema, address]);

  const change = React.useCallback(
    (filters: Partial<Record<Name, string>>) =>
      setParameters((before) => {
        const after = new URLSearchParams(before);
        after.delete('page');
        for (const [name, value] of Object.entries<string | undefined>(filters)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      }),
    [setParameters],
  );
  const clear = () => change(Object.fromEntries(names.map((name) => [name, ''])) as Record<Name, string>);
  return { query, isFiltered: names.some((name) => Boolean(query[name])), change, clear };
}

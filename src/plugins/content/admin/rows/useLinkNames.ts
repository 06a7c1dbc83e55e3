import * as React from 'react';
import { useFetchClient, useForm, useQueryParams } from '@strapi/strapi/admin';
import { z } from 'zod';

/** The parts of the content manager's answer about a relation that are used here. */
const related = z.object({ results: z.array(z.looseObject({ name: z.string().nullish() })) });

interface Query {
  plugins?: { i18n?: { locale?: string } };
}

/**
 * The names of the documents that stored rows of a component link to, by the ids of the rows; null for a row without a
 * link. The form of an entry does not hold them, and Strapi reads each when its row is opened.
 */
export function useLinkNames(
  component: string,
  attribute: string,
  ids: readonly number[],
): ReadonlyMap<number, string | null> {
  const { get } = useFetchClient();
  const [{ query }] = useQueryParams<Query>();
  const locale = query.plugins?.i18n?.locale;
  // After a save, the same row may link to another document.
  const stored = useForm('LinkNames', (form) => form.initialValues);
  const [names, setNames] = React.useState<ReadonlyMap<number, string | null>>(new Map());
  const asked = ids.join();

  React.useEffect(() => {
    let isCurrent = true;
    const read = async (id: number): Promise<[number, string | null]> => {
      const { data } = await get(`/content-manager/relations/${component}/${id}/${attribute}`, {
        params: { ...(locale !== undefined && { locale }), pageSize: 1 },
      });
      return [id, related.parse(data).results[0]?.name ?? null];
    };
    const readAll = async (): Promise<void> => {
      const found = await Promise.allSettled(asked.split(',').filter(Boolean).map(Number).map(read));
      const all = found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      if (isCurrent) setNames(new Map(all));
    };
    void readAll();
    return () => {
      isCurrent = false;
    };
  }, [get, component, attribute, asked, locale, stored]);

  return names;
}

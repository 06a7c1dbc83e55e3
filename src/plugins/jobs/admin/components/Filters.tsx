import * as React from 'react';
import { Field, Flex, Searchbar, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { states } from '../../contract/job';
import { useTexts } from '../hooks/useTexts';
import type { useFilters } from '../hooks/useFilters';

interface FiltersProps extends Pick<ReturnType<typeof useFilters>, 'query' | 'change'> {
  names: readonly string[];
}

/** By name, by state, and by a job's key or id. */
export const Filters = ({ names, query, change }: FiltersProps) => {
  const t = useTexts();
  const [search, setSearch] = React.useState(query.search ?? '');
  React.useEffect(() => setSearch(query.search ?? ''), [query.search]);

  return (
    <Flex gap={4} wrap="wrap" alignItems="flex-end">
      <Field.Root>
        <Field.Label>{t('filters.name')}</Field.Label>
        <SingleSelect
          size="S"
          placeholder={t('filters.any')}
          value={query.name ?? null}
          onChange={(name) => change({ name: String(name) })}
          onClear={() => change({ name: '' })}
          clearLabel={t('filters.clear')}
        >
          {names.map((name) => (
            <SingleSelectOption key={name} value={name}>
              {name}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      <Field.Root>
        <Field.Label>{t('filters.state')}</Field.Label>
        <SingleSelect
          size="S"
          placeholder={t('filters.any')}
          value={query.state ?? null}
          onChange={(state) => change({ state: String(state) })}
          onClear={() => change({ state: '' })}
          clearLabel={t('filters.clear')}
        >
          {states.map((state) => (
            <SingleSelectOption key={state} value={state}>
              {t(`state.${state}`)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          change({ search: search.trim() });
        }}
      >
        <Searchbar
          name="search"
          value={search}
          placeholder={t('filters.search')}
          onChange={(event: React.ChangeEvent<HTMLInputElement>) => setSearch(event.target.value)}
          onClear={() => change({ search: '' })}
          clearLabel={t('filters.clear')}
        >
          {t('filters.search')}
        </Searchbar>
      </form>
    </Flex>
  );
};

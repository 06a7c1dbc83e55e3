import * as React from 'react';
import { Searchbar } from '@strapi/design-system';
import { FilterBar, SelectFilter } from '../../../../shared/admin/components/FilterBar';
import type { UrlFilters } from '../../../../shared/admin/hooks/useUrlFilters';
import { useNameText } from '../../../../shared/admin/hooks/useNameText';
import { useSharedTexts } from '../../../../shared/admin/texts';
import { states } from '../../contract/job';
import type { ListQuery } from '../../contract/requests';
import { useTexts } from '../texts';

export const filterNames = ['name', 'state', 'search'] as const;

interface JobFiltersProps extends Pick<
  UrlFilters<ListQuery, (typeof filterNames)[number]>,
  'query' | 'change'
> {
  names: readonly string[];
}

export const JobFilters = ({ names, query, change }: JobFiltersProps) => {
  const t = useTexts();
  const shared = useSharedTexts();
  const title = useNameText('jobs.title');
  const [search, setSearch] = React.useState(query.search ?? '');
  React.useEffect(() => setSearch(query.search ?? ''), [query.search]);

  return (
    <FilterBar label={t('filters.title')} onSubmit={() => change({ search: search.trim() })}>
      <SelectFilter
        label={t('filters.name')}
        value={query.name}
        options={names.map((name) => ({ value: name, label: title(name) }))}
        onChange={(name) => change({ name })}
      />
      <SelectFilter
        label={t('filters.state')}
        value={query.state}
        options={states.map((state) => ({ value: state, label: shared(`job-state.${state}`) }))}
        onChange={(state) => change({ state })}
      />
      <Searchbar
        name="search"
        value={search}
        placeholder={t('filters.search')}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => setSearch(event.target.value)}
        onClear={() => change({ search: '' })}
        clearLabel={shared('filters.clear')}
      >
        {t('filters.search')}
      </Searchbar>
    </FilterBar>
  );
};

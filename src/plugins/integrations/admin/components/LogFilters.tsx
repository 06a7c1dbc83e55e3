import * as React from 'react';
import { Button, Field, Flex } from '@strapi/design-system';
import { FilterBar, SelectFilter } from '../../../../shared/admin/components/FilterBar';
import { NativeInput } from '../../../../shared/admin/components/NativeInput';
import type { UrlFilters } from '../../../../shared/admin/hooks/useUrlFilters';
import type { Card } from '../../contract/integrations';
import { outcome, type LogQuery } from '../../contract/log';
import { useTexts } from '../texts';
import { toLocalTime, toTimestamp } from './local-time';

export const filterNames = [
  'integration',
  'outcome',
  'action',
  'subjectType',
  'subject',
  'from',
  'to',
] as const;

interface LogFiltersProps extends UrlFilters<LogQuery, (typeof filterNames)[number]> {
  integrations: readonly Pick<Card, 'name' | 'title'>[];
}

const draftOf = ({ action, subject, from, to }: Pick<LogQuery, 'action' | 'subject' | 'from' | 'to'>) => ({
  action: action ?? '',
  subject: subject ?? '',
  from: toLocalTime(from),
  to: toLocalTime(to),
});

/** Inputs of one type stay together where the line is broken. */
const inputs = [
  { type: 'text', names: ['action', 'subject'] },
  { type: 'datetime-local', names: ['from', 'to'] },
] as const;

/** By integration and outcome at once; by action, entry and time once they are submitted. */
export const LogFilters = ({ integrations, query, isFiltered, change, clear }: LogFiltersProps) => {
  const t = useTexts();
  const [draft, setDraft] = React.useState(() => draftOf(query));
  const { action, subject, from, to } = query;
  // Depends on these four alone: choosing from a list keeps what was typed and not submitted.
  React.useEffect(() => setDraft(draftOf({ action, subject, from, to })), [action, subject, from, to]);

  const submit = (): void =>
    change({
      action: draft.action.trim(),
      subject: draft.subject.trim(),
      // The type of another entry would be a filter that nobody sees.
      ...(draft.subject.trim() !== (subject ?? '') && { subjectType: '' }),
      from: toTimestamp(draft.from),
      to: toTimestamp(draft.to),
    });

  return (
    <FilterBar label={t('filters.title')} onSubmit={submit}>
      <SelectFilter
        label={t('log.integration')}
        value={query.integration}
        options={integrations.map(({ name, title }) => ({ value: name, label: title }))}
        onChange={(integration) => change({ integration })}
      />
      <SelectFilter
        label={t('log.outcome')}
        value={query.outcome}
        options={outcome.options.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        onChange={(value) => change({ outcome: value })}
      />
      {inputs.map(({ type, names }) => (
        <Flex key={type} gap={4} wrap="wrap" alignItems="flex-end">
          {names.map((name) => (
            <Field.Root key={name} name={name}>
              <Field.Label>{t(`filters.${name}`)}</Field.Label>
              <NativeInput
                size="S"
                type={type}
                value={draft[name]}
                onChange={(event: React.ChangeEvent<HTMLInputElement>) => {
                  const { value } = event.target;
                  setDraft((before) => ({ ...before, [name]: value }));
                }}
              />
            </Field.Root>
          ))}
        </Flex>
      ))}
      <Button type="submit" variant="secondary">
        {t('filters.apply')}
      </Button>
      {isFiltered && (
        <Button variant="tertiary" onClick={clear}>
          {t('filters.clear-all')}
        </Button>
      )}
    </FilterBar>
  );
};

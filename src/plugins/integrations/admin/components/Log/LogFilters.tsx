import * as React from 'react';
import {
  Button,
  darkTheme,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Card } from '../../../contract/integrations';
import { outcome, type LogQuery } from '../../../contract/log';
import type { useLogFilters } from '../../hooks/useLogFilters';
import { useTexts } from '../../hooks/useTexts';
import { localTimeOf, momentOf } from './local-time';

interface LogFiltersProps extends ReturnType<typeof useLogFilters> {
  integrations: readonly Pick<Card, 'name' | 'title'>[];
}

/** What is typed; it counts once it is sent off. */
const draftOf = ({ action, subject, from, to }: Pick<LogQuery, 'action' | 'subject' | 'from' | 'to'>) => ({
  action: action ?? '',
  subject: subject ?? '',
  from: localTimeOf(from),
  to: localTimeOf(to),
});

/** The browser draws the button of such a field itself: black on black, unless it is told. */
const Input = styled(TextInput)`
  color-scheme: ${({ theme }) => (theme.colors.neutral0 === darkTheme.colors.neutral0 ? 'dark' : 'light')};
`;

/** Those of one type stay together where the line is broken. */
const fields = [
  { type: 'text', names: ['action', 'subject'] },
  { type: 'datetime-local', names: ['from', 'to'] },
] as const;

/** By integration and outcome at once; by action, entry and time once they are sent off. */
export const LogFilters = ({ integrations, query, isFiltered, change, clear }: LogFiltersProps) => {
  const t = useTexts();
  const [draft, setDraft] = React.useState(() => draftOf(query));
  const { action, subject, from, to } = query;
  // Choosing from a list leaves alone what has been typed and not been sent off.
  React.useEffect(() => setDraft(draftOf({ action, subject, from, to })), [action, subject, from, to]);

  const submit = (event: React.FormEvent): void => {
    event.preventDefault();
    change({
      action: draft.action.trim(),
      subject: draft.subject.trim(),
      // The type of another entry would be a filter that nobody sees.
      ...(draft.subject.trim() !== (subject ?? '') && { subjectType: '' }),
      from: momentOf(draft.from),
      to: momentOf(draft.to),
    });
  };

  return (
    <form role="search" aria-label={t('filters.title')} onSubmit={submit}>
      <Flex gap={4} wrap="wrap" alignItems="flex-end">
        <Field.Root>
          <Field.Label>{t('log.integration')}</Field.Label>
          <SingleSelect
            size="S"
            placeholder={t('filters.any')}
            value={query.integration ?? null}
            onChange={(name) => change({ integration: String(name) })}
            onClear={() => change({ integration: '' })}
            clearLabel={t('filters.clear')}
          >
            {integrations.map(({ name, title }) => (
              <SingleSelectOption key={name} value={name}>
                {title}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
        <Field.Root>
          <Field.Label>{t('log.outcome')}</Field.Label>
          <SingleSelect
            size="S"
            placeholder={t('filters.any')}
            value={query.outcome ?? null}
            onChange={(of) => change({ outcome: String(of) })}
            onClear={() => change({ outcome: '' })}
            clearLabel={t('filters.clear')}
          >
            {outcome.options.map((of) => (
              <SingleSelectOption key={of} value={of}>
                {t(`outcome.${of}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
        {fields.map(({ type, names }) => (
          <Flex key={type} gap={4} wrap="wrap" alignItems="flex-end">
            {names.map((name) => (
              <Field.Root key={name} name={name}>
                <Field.Label>{t(`filters.${name}`)}</Field.Label>
                <Input
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
      </Flex>
    </form>
  );
};

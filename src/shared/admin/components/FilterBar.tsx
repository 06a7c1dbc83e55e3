import type * as React from 'react';
import { Field, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useSharedTexts } from '../texts';

interface FilterBarProps {
  label: string;
  /** What is typed counts once it is submitted. */
  onSubmit: () => void;
  children: React.ReactNode;
}

export const FilterBar = ({ label, onSubmit, children }: FilterBarProps) => (
  <form
    role="search"
    aria-label={label}
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
  >
    <Flex gap={4} wrap="wrap" alignItems="flex-end">
      {children}
    </Flex>
  </form>
);

interface SelectFilterProps {
  label: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  /** Called at once; with an empty text when the filter is cleared. */
  onChange: (value: string) => void;
  /** The options are about to be shown. */
  onOpen?: () => void;
}

export const SelectFilter = ({ label, value, options, onChange, onOpen }: SelectFilterProps) => {
  const t = useSharedTexts();
  return (
    <Field.Root>
      <Field.Label>{label}</Field.Label>
      <SingleSelect
        size="S"
        placeholder={t('filters.any')}
        value={value ?? null}
        onChange={(chosen) => onChange(String(chosen))}
        onOpenChange={(isOpen) => {
          if (isOpen) onOpen?.();
        }}
        onClear={() => onChange('')}
        clearLabel={t('filters.clear')}
      >
        {options.map((option) => (
          <SingleSelectOption key={option.value} value={option.value}>
            {option.label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
};

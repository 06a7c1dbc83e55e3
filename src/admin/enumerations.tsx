import * as React from 'react';
import { Typography } from '@strapi/design-system';
import { InputRenderer } from '@strapi/strapi/admin';
import { useChoiceText } from '../shared/admin/hooks/useChoiceText';

/** The parts of the content manager's columns and filters that are used here. */
interface Column {
  name: string;
  attribute: { type: string };
  cellFormatter?: unknown;
}
interface Columns {
  displayedHeaders: Column[];
}
interface Filter {
  type?: string;
  input?: unknown;
}
interface Filters {
  displayedFilters: Filter[];
}

/** A value of an enumeration as staff call it. */
function EnumerationValue({ value }: { value: unknown }) {
  const choice = useChoiceText();
  return <Typography textColor="neutral800">{choice(value) || '-'}</Typography>;
}

const translated = (column: Column): Column =>
  column.attribute.type === 'enumeration' && column.cellFormatter === undefined
    ? {
        ...column,
        cellFormatter: (row: Readonly<Record<string, unknown>>, { name }: { name: string }) => (
          <EnumerationValue value={row[name]} />
        ),
      }
    : column;

/** Shows enumerations in lists by their texts; Strapi shows the stored values. */
export const translateColumns = <Shown extends Columns>(shown: Shown): Shown => ({
  ...shown,
  displayedHeaders: shown.displayedHeaders.map(translated),
});

type InputProps = React.ComponentProps<typeof InputRenderer> & { input?: unknown };

/** Strapi's own input. Strapi shows a filter in force by its options' labels only if the filter has an input of its own. */
const ValueInput = ({ input: _input, ...props }: InputProps) => <InputRenderer {...props} />;

export const translateFilters = <Shown extends Filters>(shown: Shown): Shown => ({
  ...shown,
  displayedFilters: shown.displayedFilters.map((filter) =>
    filter.type === 'enumeration' && filter.input === undefined ? { ...filter, input: ValueInput } : filter,
  ),
});

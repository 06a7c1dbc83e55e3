import type * as React from 'react';
import { Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { ZonedTime } from '../../../shared/admin/components/ZonedTime';
import { browserZone, isZone } from '../../../shared/admin/zoned-time';

type Row = Readonly<Record<string, unknown>>;

/** The parts of a column of the content manager's lists that are used here. */
interface Column {
  name: string;
  attribute: { type: string; customField?: string };
  cellFormatter?: unknown;
}
interface Shown {
  displayedHeaders: Column[];
}

type Cell = (props: { row: Row; name: string }) => React.ReactElement;

const None = () => <Typography textColor="neutral800">-</Typography>;

/** A time in the zone of its event; of other entries, in the reader's. */
const TimeCell: Cell = ({ row, name }) => {
  const at = row[name];
  const zone = row['timezone'];
  return typeof at === 'string' ? <ZonedTime at={at} zone={isZone(zone) ? zone : browserZone()} /> : <None />;
};

const MoneyCell: Cell = ({ row, name }) => {
  const intl = useIntl();
  const { [name]: cents, currency } = row;
  if (typeof cents !== 'number') return <None />;
  const text =
    typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)
      ? intl.formatNumber(cents / 100, { style: 'currency', currency })
      : intl.formatNumber(cents / 100, { minimumFractionDigits: 2 });
  return <Typography textColor="neutral800">{text}</Typography>;
};

/** When entries were written is Strapi's to show. */
const ownTimes = new Set(['createdAt', 'updatedAt', 'publishedAt']);

function cellOf({ name, attribute }: Column): Cell | undefined {
  if (attribute.customField === 'plugin::content.money') return MoneyCell;
  return attribute.type === 'datetime' && !ownTimes.has(name) ? TimeCell : undefined;
}

function formatted(column: Column): Column {
  const Shows = cellOf(column);
  if (!Shows || column.cellFormatter !== undefined) return column;
  const cellFormatter = (row: Row, { name }: { name: string }) => <Shows row={row} name={name} />;
  return { ...column, cellFormatter };
}

/** Shows times and prices in lists as forms do. */
export const formatColumns = <Columns extends Shown>(shown: Columns): Columns => ({
  ...shown,
  displayedHeaders: shown.displayedHeaders.map(formatted),
});

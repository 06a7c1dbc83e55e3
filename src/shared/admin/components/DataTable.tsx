import type * as React from 'react';
import {
  Box,
  EmptyStateLayout,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
  VisuallyHidden,
} from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Pagination } from '@strapi/strapi/admin';
import { styled } from 'styled-components';

export interface Column<Row> {
  title: string;
  /** The title is for screen readers only. */
  isTitleHidden?: boolean;
  cell: (row: Row) => React.ReactNode;
}

interface DataTableProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row, index: number) => string | number;
}

export const DataTable = <Row,>({ columns, rows, keyOf }: DataTableProps<Row>) => (
  <Table colCount={columns.length} rowCount={rows.length + 1}>
    <Thead>
      <Tr>
        {columns.map(({ title, isTitleHidden = false }, index) => (
          <Th key={index}>
            {isTitleHidden ? (
              <VisuallyHidden>{title}</VisuallyHidden>
            ) : (
              <Typography variant="sigma">{title}</Typography>
            )}
          </Th>
        ))}
      </Tr>
    </Thead>
    <Tbody>
      {rows.map((row, index) => (
        <Tr key={keyOf(row, index)}>
          {columns.map(({ cell }, column) => {
            const content = cell(row);
            return (
              <Td key={column}>
                {typeof content === 'object' ? content : <Typography>{content}</Typography>}
              </Td>
            );
          })}
        </Tr>
      ))}
    </Tbody>
  </Table>
);

/** Strapi's pager makes a narrow page scroll sideways: its two parts stand below one another there. */
const Wrapping = styled(Box)`
  > * {
    flex-wrap: wrap;
    gap: ${({ theme }) => theme.spaces[4]};
  }
`;

interface PagedTableProps<Row> extends DataTableProps<Row> {
  /** Which part the address asks for. */
  pagination: { page: number; pageSize: number; pageCount: number; total: number };
  emptyText: string;
  /** Other rows have been asked for, and are not there yet. */
  isOutdated: boolean;
}

export const PagedTable = <Row,>({ pagination, emptyText, isOutdated, ...table }: PagedTableProps<Row>) => (
  <Box aria-busy={isOutdated} style={{ opacity: isOutdated ? 0.5 : 1 }}>
    {table.rows.length === 0 ? (
      <EmptyStateLayout icon={<EmptyDocuments width="16rem" />} content={emptyText} />
    ) : (
      <DataTable {...table} />
    )}
    {pagination.total > 0 && (
      <Wrapping>
        <Pagination.Root {...pagination} defaultPageSize={20}>
          <Pagination.PageSize />
          <Pagination.Links />
        </Pagination.Root>
      </Wrapping>
    )}
  </Box>
);

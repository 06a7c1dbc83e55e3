import type * as React from 'react';
import { Box, EmptyStateLayout, Typography, VisuallyHidden } from '@strapi/design-system';
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

const Frame = styled(Box)`
  position: relative;
  overflow-x: auto;
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  box-shadow: ${({ theme }) => theme.shadows.tableShadow};
`;

const Grid = styled.table`
  width: 100%;
  white-space: nowrap;
  th,
  td {
    height: ${({ theme }) => theme.spaces[11]};
    padding: 0 ${({ theme }) => theme.spaces[4]};
    text-align: start;
    vertical-align: middle;
    color: ${({ theme }) => theme.colors.neutral600};
  }
  tr:not(:last-child) td,
  th {
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }
`;

/** A table without anything to press is scrolled by keyboard only if it can have the focus itself. */
function makeScrollable(frame: HTMLElement | null): void {
  if (frame) frame.tabIndex = frame.querySelector('a, button') ? -1 : 0;
}

/**
 * A table whose links and buttons the Tab key reaches one by one. The design system's is a grid instead: it takes them out of the
 * order of tabs and leads to them by arrow keys, which nothing tells.
 */
export const DataTable = <Row,>({ columns, rows, keyOf }: DataTableProps<Row>) => (
  <Frame ref={makeScrollable}>
    <Grid>
      <thead>
        <tr>
          {columns.map(({ title, isTitleHidden = false }, index) => (
            <th key={index} scope="col">
              {isTitleHidden ? (
                <VisuallyHidden>{title}</VisuallyHidden>
              ) : (
                <Typography variant="sigma">{title}</Typography>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={keyOf(row, index)}>
            {columns.map(({ cell }, column) => {
              const content = cell(row);
              return (
                <td key={column}>
                  {typeof content === 'object' ? content : <Typography>{content}</Typography>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </Grid>
  </Frame>
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

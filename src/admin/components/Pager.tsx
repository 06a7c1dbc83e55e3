import { Box } from '@strapi/design-system';
import { Pagination } from '@strapi/strapi/admin';
import { styled } from 'styled-components';

/** Strapi's pager makes a narrow page scroll sideways: its two parts stand below one another there. */
const Wrapping = styled(Box)`
  > * {
    flex-wrap: wrap;
    gap: ${({ theme }) => theme.spaces[4]};
  }
`;

/** Entries per page, and the pages, of a table that the address of the page says which part is shown of. */
export const Pager = (pagination: Omit<Pagination.Props, 'children'>) => (
  <Wrapping>
    <Pagination.Root {...pagination} defaultPageSize={20}>
      <Pagination.PageSize />
      <Pagination.Links />
    </Pagination.Root>
  </Wrapping>
);

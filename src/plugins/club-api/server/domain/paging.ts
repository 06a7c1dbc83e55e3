import type { Pagination } from '../contract/answer';

export interface Page {
  page: number;
  per_page: number;
}

/** How many rows lie before a page. */
export const offsetOf = ({ page, per_page }: Page): number => (page - 1) * per_page;

/** What `meta.pagination` says of a list of `total` things. */
export function paginationOf({ page, per_page }: Page, total: number): Pagination {
  return { page, per_page, total, pages: Math.ceil(total / per_page) };
}

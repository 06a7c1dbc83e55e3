import fc from 'fast-check';
import { offsetOf, paginationOf } from './schemas';

describe('paging', () => {
  it.each([
    [1, 20, 0, 0, 0],
    [1, 20, 20, 0, 1],
    [2, 20, 21, 20, 2],
    [9, 20, 21, 160, 2],
  ])('page %d of %d each, of %d', (page, per_page, total, offset, pages) => {
    expect(offsetOf({ page, per_page })).toBe(offset);
    expect(paginationOf({ page, per_page }, total)).toEqual({ page, per_page, total, pages });
  });

  it('covers every row once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 100 }), (total, per_page) => {
        const rows = Array.from({ length: total }, (_, index) => index);
        const { pages } = paginationOf({ page: 1, per_page }, total);
        const seen = Array.from({ length: pages }, (_, index) => {
          const offset = offsetOf({ page: index + 1, per_page });
          return rows.slice(offset, offset + per_page);
        });
        expect(seen.flat()).toEqual(rows);
        expect(seen.every((page) => page.length > 0)).toBe(true);
      }),
    );
  });
});

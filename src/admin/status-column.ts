/** The part of the content manager's list of columns that is used here. */
interface Columns<Column> {
  displayedHeaders: Column[];
}

/**
 * Shows whether entries are published before everything else. Strapi adds that column after all others, behind the edge of the screen,
 * and has no setting for it: it maps what this returns, and pushes the column.
 */
export function withStatusFirst<Column, Shown extends Columns<Column>>(
  shown: Shown & Columns<Column>,
): Shown {
  const columns = [...shown.displayedHeaders];
  const map: typeof columns.map = (transform, self) => {
    const mapped = columns.map(transform, self);
    mapped.push = (...added) => mapped.unshift(...added);
    return mapped;
  };
  return { ...shown, displayedHeaders: Object.assign([...columns], { map }) };
}

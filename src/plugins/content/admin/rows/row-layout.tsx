import * as React from 'react';

/** The parts of the content manager's form layout that are used here: panels of rows of fields. */
interface Field {
  name: string;
  attribute: { component?: string; repeatable?: boolean };
  labelAction?: React.ReactNode;
}
interface SizedField {
  name: string;
  size: number;
}
interface Shown {
  layout: { layout: Field[][][]; components: Record<string, { layout: SizedField[][] }> };
}

// Loaded with the first form that has such a field.
const LineUpLabels = React.lazy(async () => ({ default: (await import('./LineUpLabels')).LineUpLabels }));
const LinkLabels = React.lazy(async () => ({ default: (await import('./LinkLabels')).LinkLabels }));

const labelsOf: Readonly<Record<string, React.ComponentType<{ name: string }>>> = {
  'club.line-up-entry': LineUpLabels,
  'club.link': LinkLabels,
};

function labelled(field: Field): Field {
  const { component = '', repeatable } = field.attribute;
  const Labels = labelsOf[component];
  if (!Labels || !repeatable) return field;
  const labelAction = (
    <>
      {field.labelAction}
      <React.Suspense fallback={null}>
        <Labels name={field.name} />
      </React.Suspense>
    </>
  );
  return { ...field, labelAction };
}

/** Has the rows of line-ups and links say what they are. */
export const labelRows = <Layout extends Shown>(shown: Layout): Layout => ({
  ...shown,
  layout: {
    ...shown.layout,
    layout: shown.layout.layout.map((panel) => panel.map((row) => row.map(labelled))),
  },
});

/** Rows of at most twelve columns. */
function inRows<Sized extends SizedField>(fields: readonly Sized[]): Sized[][] {
  const rows: Sized[][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    const width = last?.reduce((sum, { size }) => sum + size, 0) ?? 12;
    if (last && width + field.size <= 12) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

/** Leaves the position of line-up entries out of forms: the order of the rows decides, which the server numbers. */
export function hidePosition<Layout extends Shown>(shown: Layout): Layout {
  const { components } = shown.layout;
  const { 'club.line-up-entry': entry } = components;
  if (!entry) return shown;
  const layout = inRows(entry.layout.flat().filter(({ name }) => name !== 'position'));
  const without = { ...components, 'club.line-up-entry': { ...entry, layout } };
  return { ...shown, layout: { ...shown.layout, components: without } };
}

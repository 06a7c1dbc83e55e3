import { readerKinds, type ReaderKind } from './readers';

/** Who saw a field through a channel. */
export interface Sighting {
  field: string;
  channel: string;
  seenBy: ReadonlySet<ReaderKind>;
}

/** The matrix as a table of Markdown, its columns as wide as prettier makes them. */
export function tableOf(sightings: readonly Sighting[]): string {
  const cells = [
    ['field', 'channel', ...readerKinds],
    ...sightings.map(({ field, channel, seenBy }) => [
      `\`${field}\``,
      channel,
      ...readerKinds.map((kind) => (seenBy.has(kind) ? 'reads' : '–')),
    ]),
  ];
  const widths = readerKinds
    .map((_, index) => index + 2)
    .reduce(
      (all, column) => [...all, Math.max(...cells.map((row) => row[column]?.length ?? 0))],
      [0, 1].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))),
    );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...rows] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const marker = { begin: '<!-- leaks: begin -->', end: '<!-- leaks: end -->' };

/** The table that a document keeps. */
export function keptTable(document: string): string {
  return document
    .slice(document.indexOf(marker.begin) + marker.begin.length, document.indexOf(marker.end))
    .trim();
}

export function withTable(document: string, table: string): string {
  return document.replace(keptTable(document), table);
}

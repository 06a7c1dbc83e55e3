import fs from 'node:fs';
import os from 'node:os';
import { fromRoot } from '../lib/paths.mjs';
import { Problem } from '../lib/problem.mjs';

const file = fromRoot('BENCHMARKS.md');

/**
 * A target: a measured value and its bound. @typedef {{ what: string, bound: string, measured: string, isReached: boolean
 * }} Target
 */

/** @returns {Target} */
const target = (what, value, bound, isReached, digits = value < 100 ? 2 : 0) => ({
  what,
  bound,
  measured: value.toFixed(digits),
  isReached,
});

/** @type {(what: string, value: number, bound: number, digits?: number) => Target} */
export const atLeast = (what, value, bound, digits) =>
  target(what, value, `≥ ${bound}`, value >= bound, digits);
/** @type {(what: string, value: number, bound: number, digits?: number) => Target} */
export const atMost = (what, value, bound, digits) =>
  target(what, value, `≤ ${bound}`, value <= bound, digits);
/** @type {(what: string, value: number, bound: number, digits?: number) => Target} */
export const below = (what, value, bound, digits) => target(what, value, `< ${bound}`, value < bound, digits);

/** @param share from 0 to 1: 0.5 gives the median */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/**
 * The report in Markdown.
 *
 * @param {string} how they were measured; may be empty
 * @param {{ head: string[], rows: string[][] }[]} tables
 * @param {Target[]} targets
 */
export function reportOf(how, tables, targets) {
  const reached = {
    head: ['target', 'bound', 'measured', ''],
    rows: targets.map(({ what, bound, measured, isReached }) => [
      what,
      bound,
      measured,
      isReached ? 'reached' : '**not reached**',
    ]),
  };
  return [machine(), how, ...[...tables, reached].map(table)].filter(Boolean).join('\n\n');
}

/** Replaces the report in BENCHMARKS.md. */
export function writeReport(report, script) {
  const [begin, end] = [
    `<!-- figures: written by npm run ${script} -->`,
    `<!-- end of figures: ${script} -->`,
  ];
  const page = fs.readFileSync(file, 'utf8');
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to === -1 || to < from)
    throw new Problem(`BENCHMARKS.md has lost its markers: ${begin} … ${end}`);
  fs.writeFileSync(file, `${page.slice(0, from + begin.length)}\n\n${report}\n\n${page.slice(to)}`);
}

function machine() {
  const gigabytes = (os.totalmem() / 2 ** 30).toFixed(0);
  const processor = os.cpus()[0]?.model.trim() || os.arch();
  return (
    `${new Date().toISOString().slice(0, 10)}, ${processor}, ${os.availableParallelism()} cores, ${gigabytes} GB,` +
    ` ${os.type()} ${os.release()}, Node ${process.versions.node}.`
  );
}

/** A Markdown table with aligned columns, as prettier formats it. */
function table({ head, rows }) {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column].length)),
  );
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  const line = (cells) => `| ${cells.map(pad).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

import fs from 'node:fs';
import os from 'node:os';
import { fromRoot } from '../lib/paths.mjs';
import { Problem } from '../lib/problem.mjs';

const file = fromRoot('BENCHMARKS.md');
/** Between which the figures of a benchmark stand. */
const markersOf = (script) => [
  `<!-- figures: written by npm run ${script} -->`,
  `<!-- end of figures: ${script} -->`,
];

/** @typedef {{ name: string, figures: import('./measure.mjs').Figures, memory?: number, queries?: number, koa?: number, strapi?: number }} Line */

/**
 * The figures as a page shows them.
 * @param {Line[]} lines
 * @param {{ what: string, value: number, bound: string, reached: boolean }[]} targets
 */
export function reportOf(lines, targets, { rounds, seconds }) {
  return [
    ...machine(),
    '',
    `Median of ${rounds} rounds of ${seconds} s a case, interleaved; 20 connections.`,
    '',
    table(
      [
        '',
        'requests/s',
        'CPU ms',
        'p50 ms',
        'p95 ms',
        'p99 ms',
        'queries',
        'of bare Koa',
        "× Strapi's REST",
        'peak MB',
      ],
      lines.map(({ name, figures: { rate, cpu, p50, p95, p99 }, memory, queries, koa, strapi }) => [
        name,
        rate.toFixed(0),
        cpu.toFixed(2),
        ...[p50, p95, p99].map((time) => time.toFixed(1)),
        queries === undefined ? '' : String(queries),
        koa === undefined ? '' : `${(koa * 100).toFixed(1)} %`,
        strapi === undefined ? '' : strapi.toFixed(1),
        memory === undefined ? '' : memory.toFixed(0),
      ]),
    ),
    '',
    table(
      ['target', 'bound', 'measured', ''],
      targets.map(({ what, value, bound, reached }) => [
        what,
        bound,
        value.toFixed(value < 100 ? 2 : 0),
        reached ? 'reached' : '**not reached**',
      ]),
    ),
  ].join('\n');
}

/** Puts the figures where the former ones stand in BENCHMARKS.md. */
export function writeReport(report, script) {
  const markers = markersOf(script);
  const page = fs.readFileSync(file, 'utf8');
  const [from, to] = markers.map((marker) => page.indexOf(marker));
  if (from === -1 || to === -1 || to < from)
    throw new Problem(`BENCHMARKS.md has lost its markers: ${markers.join(' … ')}`);
  fs.writeFileSync(file, `${page.slice(0, from + markers[0].length)}\n\n${report}\n\n${page.slice(to)}`);
}

export function machine() {
  const gigabytes = (os.totalmem() / 2 ** 30).toFixed(0);
  const processor = os.cpus()[0]?.model.trim() || os.arch();
  return [
    `${new Date().toISOString().slice(0, 10)}, ${processor}, ${os.availableParallelism()} cores, ${gigabytes} GB,` +
      ` ${os.type()} ${os.release()}, Node ${process.versions.node}.`,
  ];
}

/** A Markdown table with its columns aligned, as prettier would have them. */
export function table(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells) => `| ${cells.map((cell, column) => pad(cell, widths[column], column)).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

const pad = (cell, width, column) => (column === 0 ? cell.padEnd(width) : cell.padStart(width));

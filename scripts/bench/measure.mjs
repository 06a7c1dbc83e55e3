import autocannon from 'autocannon';
import { processorTime } from './processes.mjs';
import { percentile } from './report.mjs';
import { Problem } from '../lib/problem.mjs';

/**
 * @typedef {{ rate: number, cpu: number, p50: number, p95: number, p99: number }} Figures requests per second;
 *   milliseconds of the server's processor time per request; milliseconds until the response
 */

const connections = 20;
const warmUp = 2;

/**
 * The median of several rounds for each address. Each round covers all of them, so that other load on the machine affects
 * all alike.
 * @param {Map<string, { url: string, pid: number }>} addresses by name
 * @param {{ rounds: number, seconds: number }} settings
 * @param {(text: string) => void} report
 * @returns {Promise<Map<string, Figures>>}
 */
export async function measure(addresses, { rounds, seconds }, report) {
  const measured = new Map([...addresses.keys()].map((name) => [name, /** @type {Figures[]} */ ([])]));
  for (const address of addresses.values()) await load(address, warmUp);
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, address] of addresses) {
      report(`round ${round} of ${rounds}, ${name}`);
      measured.get(name)?.push(await load(address, seconds));
    }
  }
  return new Map([...measured].map(([name, figures]) => [name, medianOf(figures)]));
}

/** @returns {Promise<Figures>} */
async function load({ url, pid }, seconds) {
  const times = [];
  const before = processorTime(pid);
  /** @type {any} Its types cover the promise, but not the emitter that it is too. */
  const instance = autocannon({ url, connections, duration: seconds });
  // autocannon's own histogram has whole milliseconds and no p95.
  instance.on('response', (_client, _status, _bytes, time) => times.push(time));
  const { errors, non2xx, duration } = await instance;
  if (errors > 0 || non2xx > 0) {
    throw new Problem(`${url} failed under load: ${errors} errors, ${non2xx} answers that were not 2xx.`);
  }
  const at = (share) => percentile(times, share);
  const cpu = (processorTime(pid) - before) / times.length;
  return { rate: times.length / duration, cpu, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** @param {Figures[]} figures */
function medianOf(figures) {
  const of = (key) =>
    percentile(
      figures.map((round) => round[key]),
      0.5,
    );
  return { rate: of('rate'), cpu: of('cpu'), p50: of('p50'), p95: of('p95'), p99: of('p99') };
}

import { readFileSync } from 'node:fs';
import { fromRoot } from './paths.mjs';

/** A message if this Node is too old or too new for `engines` in package.json, else undefined. */
export function nodeVersionFault(version) {
  const { engines } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
  const range = /^>=(\d+)\.(\d+)\.\d+ <=(\d+)\.x\.x$/.exec(engines.node);
  if (!range)
    throw new Error(`engines.node in package.json is "${engines.node}", which is not understood here.`);
  const [oldest, oldestMinor, newest] = range.slice(1).map(Number);
  const [major, minor] = version.split('.').map(Number);
  if (major > oldest && major <= newest) return undefined;
  if (major === oldest && minor >= oldestMinor) return undefined;
  return `The club needs Node ${oldest}.${oldestMinor} to ${newest}, and this is Node ${version}: install another one from https://nodejs.org.`;
}

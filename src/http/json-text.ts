import type { ValidationIssues } from './errors';

/** What surrounds the place that is read: an object with the names it has so far, or a list. */
interface Container {
  names: Set<string> | null;
  /** Of the entry that is read: its name, or its place in the list. */
  at: string | number;
}

/** Texts, punctuation, and numbers and words. Of valid JSON nothing is left out but white space. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;

/**
 * What is lost of a JSON text when it is parsed, by the field's path: names that an object has twice, of which parsers keep either,
 * and numbers too large for JavaScript, which it takes for infinite and writes as null.
 *
 * @param text valid JSON
 */
export function jsonTextIssues(text: string): ValidationIssues {
  const issues = new Map<string, string[]>();
  const containers: Container[] = [];
  const add = (message: string): void => {
    const path = containers.map(({ at }) => at).join('.') || 'body';
    if (!issues.get(path)?.includes(message)) issues.set(path, [...(issues.get(path) ?? []), message]);
  };
  /** Whether the next text in an object is a name. */
  let isName = false;
  for (const [token] of text.matchAll(tokens)) {
    const container = containers.at(-1);
    if (token === '{' || token === '[') {
      isName = token === '{';
      containers.push(isName ? { names: new Set(), at: '' } : { names: null, at: 0 });
    } else if (token === '}' || token === ']') {
      containers.pop();
    } else if (token === ',') {
      isName = container?.names !== null;
      if (typeof container?.at === 'number') container.at += 1;
    } else if (isName && container?.names && token.startsWith('"')) {
      isName = false;
      container.at = String(JSON.parse(token));
      if (container.names.has(container.at)) add('must be given once');
      container.names.add(container.at);
    } else if (/^[-\d]/.test(token) && !Number.isFinite(Number(token))) {
      add('is too large a number');
    }
  }
  return Object.fromEntries(issues);
}

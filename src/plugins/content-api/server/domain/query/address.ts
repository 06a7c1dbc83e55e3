import { cut } from '../../../../../shared/server/cut';
import { QueryIssue, reserved } from './issues';
import type { QueryLimits } from './limits';

/**
 * The issue with a raw query string. Checked before parsing, since the parser silently drops, truncates or passes on what
 * it does not understand, and the result of half a query would be wrong.
 */
export function addressIssueOf(querystring: string, limits: QueryLimits): QueryIssue | null {
  if (querystring === '') return null;
  const parameters = querystring.split('&');
  if (parameters.length > limits.parameters)
    return new QueryIssue('query', `has ${parameters.length} parameters; the limit is ${limits.parameters}.`);
  for (const parameter of parameters) {
    const [written = ''] = parameter.split('=', 1);
    const name = decode(written);
    if (name === null || decode(parameter) === null)
      return new QueryIssue(cut(name ?? written, 100), 'is not percent-encoded UTF-8.');
    const keys = name.split(/[[\].]+/);
    if (name.includes('\0')) return new QueryIssue('query', 'has a name with a NUL character.');
    // The parser silently drops parameters with such names.
    const key = keys.find((each) => reserved.has(each));
    if (key !== undefined) return new QueryIssue(cut(name, 100), `cannot have the name '${key}'.`);
  }
  return null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

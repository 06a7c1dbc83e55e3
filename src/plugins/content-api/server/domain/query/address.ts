import { cut } from '../../../../../shared/server/cut';
import { QueryIssue, reserved } from './issues';
import type { QueryLimits } from './limits';

/**
 * What is wrong with a query as it stands in the address, before it is parsed: the parser drops, cuts or passes on as they are
 * the parameters that it cannot make sense of, and an answer to half of a question would be a wrong one.
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
    // The parser of queries leaves parameters with such names out without a word.
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

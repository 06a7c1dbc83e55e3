// Who may come in: token, proof, permissions, limits.
// https://developers.facebook.com/docs/graph-api/guides/secure-requests (`appsecret_proof`: the HMAC-SHA256 of the
// token with the app's secret, in hexadecimal), https://developers.facebook.com/docs/permissions (what a page token
// needs), https://developers.facebook.com/docs/graph-api/overview/rate-limiting (the usage header, in per cent and
// minutes). Ours: that the proof is required here ("Require App Secret" of the app's settings), the order of the
// checks, that every answer has the usage header once a test sets one, and that a page with minutes to wait
// refuses every call.
import { createHmac } from 'node:crypto';
import { fieldsOf, type Recorded } from '../remote/http';
import { refuse, type GraphErrorName } from './errors';

export interface PageToken {
  appId: string;
  pageId: string;
  permissions: Set<string>;
  /** Why it is no good any more; absent while it is. */
  problem?: GraphErrorName;
}

/** A page's use of its budget as the header tells it: per cent, and minutes until calls are let in again. */
export interface Usage {
  call_count: number;
  total_cputime: number;
  total_time: number;
  estimated_time_to_regain_access: number;
}

export interface Door {
  /** The secret of each app. */
  apps: Map<string, string>;
  tokens: Map<string, PageToken>;
  /** What the usage header says; absent until it is set, as with Facebook until calls are many. */
  usage?: Usage;
}

/** The parameters of a request, of its address and of its form alike. */
export function parametersOf({ query, body }: Recorded<string>): Record<string, string> {
  const form = Object.entries(fieldsOf(body)).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return { ...Object.fromEntries(query), ...Object.fromEntries(form) };
}

/** The token of a request that may come in; refuses all others. */
export function admit(request: Recorded<string>, { apps, tokens, usage }: Door): PageToken {
  const parameters = parametersOf(request);
  const [, bearer] = /^(?:Bearer|OAuth) (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  const text = bearer ?? parameters.access_token ?? refuse('tokenRequired');
  const token = tokens.get(text) ?? refuse('tokenInvalid');
  if (token.problem) refuse(token.problem);
  const proof = parameters.appsecret_proof ?? refuse('proofRequired');
  if (proof !== proofOf(text, apps.get(token.appId) ?? '')) refuse('proofInvalid');
  if (usage && usage.estimated_time_to_regain_access > 0) refuse('businessLimit');
  return token;
}

export const proofOf = (token: string, secret: string): string =>
  createHmac('sha256', secret).update(token).digest('hex');

/** The header that tells a page's use of its budget. */
export function usageHeader(pageId: string, usage: Usage | undefined): Record<string, string> {
  return usage
    ? { 'x-business-use-case-usage': JSON.stringify({ [pageId]: [{ type: 'pages', ...usage }] }) }
    : {};
}

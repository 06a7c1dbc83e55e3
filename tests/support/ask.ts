export interface Answered {
  status: number;
  retryAfter: string | null;
  text: string;
  ms: number;
}

export interface Asked {
  /** POST with a body, GET without, unless it is told. */
  method?: 'PUT' | 'DELETE';
  body?: unknown;
  bearer?: string;
  /** Rejects when there is no answer by then. */
  withinMs?: number;
}

/** A request as any client makes it, with what its answer says of failures. */
export async function ask(
  address: string,
  { method, body, bearer, withinMs = 30_000 }: Asked = {},
): Promise<Answered> {
  const from = performance.now();
  const answer = await fetch(address, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(withinMs),
  });
  const text = await answer.text();
  const retryAfter = answer.headers.get('retry-after');
  return { status: answer.status, retryAfter, text, ms: performance.now() - from };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** @returns what is wrong with the address of a remote system, or null. Plain http is for this machine alone. */
export function addressIssue(url: URL): string | null {
  if (url.username || url.password) return 'has a user name or a password in it';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return null;
  return 'is not https';
}

/** What may go to another host: nothing that says who we are. */
const impersonal = new Set(['accept', 'accept-language', 'range', 'user-agent']);

const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Where an answer sends us, and with which headers. Only reads follow: a redirected write would be another request than the
 * one that was meant. Another origin gets no credentials.
 *
 * @returns null when this is no redirect to be followed
 */
export function redirectOf(
  answer: { status: number; location: string | null },
  request: { method: string; url: URL; headers: Headers },
): { url: URL; headers: Headers } | null {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead || !redirects.has(answer.status) || answer.location === null) return null;
  if (!URL.canParse(answer.location, request.url.href)) return null;
  const url = new URL(answer.location, request.url);
  if (url.origin === request.url.origin) return { url, headers: request.headers };
  return { url, headers: new Headers([...request.headers].filter(([name]) => impersonal.has(name))) };
}

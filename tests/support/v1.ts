import type { Club } from './club';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON. */
  body: { success: boolean; data: never; error?: string; errors?: Record<string, string[]>; meta?: never };
  text: string;
}

/** Asks `/api/v1` as a client would, without following redirects. */
export async function ask(club: Club, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${club.url}/api/v1${path}`, { redirect: 'manual', ...init });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : {}, text };
}

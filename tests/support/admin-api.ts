import { z } from 'zod';
import { administrator } from './served-club';

export interface AdminApi {
  get(path: string): Promise<unknown>;
  /** @param body sent as JSON, or as the form that it is */
  post(path: string, body: unknown): Promise<unknown>;
  put(path: string, body: object): Promise<unknown>;
  delete(path: string): Promise<unknown>;
}

const loginAnswer = z.object({ data: z.object({ token: z.string() }) });

/** The requests that the admin panel makes, as `administrator`. Rejects on any answer but a good one. */
export async function logInAsAdministrator(url: string): Promise<AdminApi> {
  const { data } = loginAnswer.parse(await request(`${url}/admin/login`, { body: administrator }));
  return {
    get: (path) => request(url + path, { token: data.token }),
    post: (path, body) => request(url + path, { token: data.token, body }),
    put: (path, body) => request(url + path, { token: data.token, body, method: 'PUT' }),
    delete: (path) => request(url + path, { token: data.token, method: 'DELETE' }),
  };
}

async function request(
  address: string,
  {
    token,
    body,
    method = body === undefined ? 'GET' : 'POST',
  }: { token?: string; body?: unknown; method?: string },
): Promise<unknown> {
  const isForm = body instanceof FormData;
  const answer = await fetch(address, {
    method,
    headers: {
      ...(!isForm && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: isForm ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}: ${await answer.text()}`);
  const text = await answer.text();
  return text === '' ? null : JSON.parse(text);
}

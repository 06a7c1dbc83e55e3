import { z } from 'zod';
import { administrator } from './served-club';

export interface AdminApi {
  get(path: string): Promise<unknown>;
  /** @param body sent as JSON, or as the form that it is */
  post(path: string, body: unknown): Promise<unknown>;
}

const loginAnswer = z.object({ data: z.object({ token: z.string() }) });

/** The requests that the admin panel makes, as `administrator`. Rejects on any answer but a good one. */
export async function logInAsAdministrator(url: string): Promise<AdminApi> {
  const { data } = loginAnswer.parse(await request(`${url}/admin/login`, { body: administrator }));
  return {
    get: (path) => request(url + path, { token: data.token }),
    post: (path, body) => request(url + path, { token: data.token, body }),
  };
}

async function request(
  address: string,
  { token, body }: { token?: string; body?: unknown },
): Promise<unknown> {
  const isForm = body instanceof FormData;
  const answer = await fetch(address, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(!isForm && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: isForm ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

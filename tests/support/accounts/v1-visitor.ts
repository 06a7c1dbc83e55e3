import { z } from 'zod';
import { visitorOf, type AccountAnswer, type Visitor } from '../account-visitor';
import type { Club } from '../club';
import type { Mail, MailServer } from '../mail-server';
import { until } from '../until';

const loggedIn = z.object({
  data: z.object({ access_token: z.string(), user: z.object({ id: z.string(), username: z.string() }) }),
});
const refreshed = z.object({ data: z.object({ access_token: z.string() }) });

export const goodPassword = 'seven small dreams';
export const refreshCookie = 'club_refresh';

export type Header = { authorization: string };
const header = (token: string): Header => ({ authorization: `Bearer ${token}` });

/** What a member does at `/api/v1`, at an address of their own, with a browser's cookies. */
export function v1Visitor(club: Club) {
  const at: Visitor = visitorOf(club);
  const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    at.send(method, `/api/v1${path}`, body, headers);
  return {
    send,
    cookies: at.cookies,
    /** The access token's header. */
    async login(identifier: string, password = goodPassword): Promise<Header> {
      const answer = await send('POST', '/auth/login', { identifier, password });
      expect([identifier, answer.status, answer.text]).toEqual([identifier, 200, answer.text]);
      return header(loggedIn.parse(answer.body).data.access_token);
    },
    async refresh(): Promise<{ answer: AccountAnswer; headers: Header | null }> {
      const answer = await send('POST', '/auth/refresh');
      const { data } = refreshed.safeParse(answer.body);
      return { answer, headers: data ? header(data.data.access_token) : null };
    },
    /** The status of asking for what only members may read. */
    me: async (headers: Header): Promise<number> =>
      (await send('GET', '/auth/sessions', undefined, headers)).status,
  };
}
export type V1Visitor = ReturnType<typeof v1Visitor>;

/** The token of the link in a mail. */
export const tokenIn = ({ text }: Pick<Mail, 'text'>): string =>
  decodeURIComponent(/[?&]token=([^&\s"<]+)/.exec(text)?.[1] ?? '');

/** The next mail to an address. */
export async function mailTo(server: MailServer, address: string): Promise<Mail> {
  const find = () => server.mails.findIndex(({ to }) => to.includes(address));
  const index = await until(
    async () => find(),
    (found) => found >= 0,
  );
  const [mail] = server.mails.splice(index, 1);
  if (!mail) throw new Error('The mail was taken by somebody else');
  return mail;
}

let names = 0;

/** Somebody new, whose address is confirmed. */
export async function newMember(club: Club, server: MailServer) {
  const username = `dreamer-${(names += 1)}`;
  const email = `${username}@mail.test`;
  const at = v1Visitor(club);
  const asked = await at.send('POST', '/auth/register', { email, username, password: goodPassword });
  expect([asked.status, asked.text]).toEqual([201, asked.text]);
  const token = tokenIn(await mailTo(server, email));
  expect((await at.send('POST', '/auth/verify-email', { token })).status).toBe(200);
  return { at, username, email };
}

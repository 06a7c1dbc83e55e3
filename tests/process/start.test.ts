import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { ask } from '../support/ask';
import { root, startNode, type Child } from '../support/child';
import { makeMemberInPanel } from '../support/members';

const BUILD_LIMIT_MS = 300_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'club-start-'));
const children: Child[] = [];
afterAll(async () => {
  for (const child of children) child.process.kill('SIGKILL');
  await Promise.all(children.map((child) => child.ended));
  fs.rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): Child {
  const child = startNode(['scripts/start.mjs'], {
    DATABASE_FILENAME: path.join(folder, 'club.db'),
    CLUB_DEMO: 'false',
    ...env,
  });
  children.push(child);
  return child;
}

const logIn = (url: string, email: string, password: string): Promise<Response> =>
  fetch(`${url}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });

/** Staff make somebody an account, who signs in. @returns the status of that */
async function logInAsNewMember(url: string, answer: Response): Promise<number> {
  const { data } = z.object({ data: z.object({ token: z.string() }) }).parse(await answer.json());
  const { status } = await ask(`${url}/api/auth/local`, { body: await makeMemberInPanel(url, data.token) });
  return status;
}

/** What `npm start` names, opened in a browser as it is printed: all of it is one of the club's own addresses. */
async function expectUsefulAddresses(url: string, printed: string): Promise<void> {
  const addresses = printed.match(/https?:\/\/\S+/g) ?? [];
  expect(addresses).toContain(`${url}/api/v1`);
  for (const address of [url, ...addresses]) {
    expect(address).toContain(url);
    const headers = { accept: 'text/html,*/*;q=0.8' };
    const { status } = await fetch(address, { headers, redirect: 'manual' });
    expect([address, status]).toEqual([address, status === 301 || status === 302 ? status : 200]);
    // Where it leads.
    expect([address, (await fetch(address, { headers })).status]).toEqual([address, 200]);
  }
}

// One after the other, on one database: what a person sees who starts the club for the first and second time.
describe('npm start', () => {
  const dotenv = path.join(root, '.env');
  const dotenvBefore = fs.existsSync(dotenv) ? fs.readFileSync(dotenv, 'utf8') : undefined;
  let password = '';

  test(
    'the first time makes an administrator, whose password is shown and works',
    async () => {
      const club = start();
      const [, url = ''] = await club.says(/Admin panel +(http:\/\/localhost:\d+)\/admin\n/);
      const [, email = '', shown = ''] = await club.says(
        /First administrator +(\S+)\n +Password +(\S+) \(shown this once\)\n/,
      );
      password = shown;
      expect((await logIn(url, email, password)).status).toBe(200);
      expect((await fetch(`${url}/admin/`)).headers.get('content-type')).toMatch('text/html');
      // Cookies that go over https alone cannot be set here.
      expect(await logInAsNewMember(url, await logIn(url, email, password))).toBe(200);
      await expectUsefulAddresses(url, club.written.stdout);

      club.process.kill('SIGTERM');
      expect((await club.ended).code).toBe(0);
    },
    BUILD_LIMIT_MS,
  );

  test('the second time does nothing but open, and shows no password', async () => {
    const club = start({ ADMIN_EMAIL: 'another@club.example', ADMIN_PASSWORD: 'Another-1' });
    const [, url = ''] = await club.says(/Admin panel +(http:\/\/localhost:\d+)\/admin\n[^]*REST/);
    expect((await logIn(url, 'admin@club.localhost', password)).status).toBe(200);
    expect((await logIn(url, 'another@club.example', 'Another-1')).status).toBe(400);

    club.process.kill('SIGINT');
    const { code, stdout } = await club.ended;
    expect(code).toBe(0);
    expect(stdout).not.toContain('First administrator');
    // What takes long (installing, compiling, building, loading) was done the first time.
    expect(stdout.match(/^.+ …$/gm)).toEqual(['Opening the club …', 'Closing the club …']);
  });

  test('.env stays as it is where the environment has every secret', () => {
    expect(fs.existsSync(dotenv) ? fs.readFileSync(dotenv, 'utf8') : undefined).toBe(dotenvBefore);
  });
});

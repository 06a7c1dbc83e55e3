import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root, startNode, type Child } from '../support/child';

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

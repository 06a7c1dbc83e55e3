import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { testEnvironment } from '../../tests/support/environment';
import { readSettings } from './read';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = {
  type: 'service_account',
  client_email: 'club@project.iam.gserviceaccount.com',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};
const folder = mkdtempSync(path.join(os.tmpdir(), 'google-key-'));
const keyFile = path.join(folder, 'key.json');
writeFileSync(keyFile, JSON.stringify(key));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (source: Record<string, string>) => readSettings({ ...testEnvironment, ...source });
const issuesOf = (source: Record<string, string>) => {
  const result = read(source);
  return result.ok ? [] : result.issues;
};

const google = {
  GOOGLE_CALENDAR_CREDENTIALS: JSON.stringify(key),
  GOOGLE_CALENDAR_INTERNAL_ID: 'staff@group.calendar.google.com',
  GOOGLE_CALENDAR_PUBLIC_ID: 'club@group.calendar.google.com',
};
const facebook = {
  FACEBOOK_PAGE_ID: '102030',
  FACEBOOK_PAGE_TOKEN: 'EAAtoken',
  FACEBOOK_APP_SECRET: 'app-s3cret',
};

it('a connection without settings is off', () => {
  expect(read({})).toMatchObject({ ok: true, connections: { googleCalendar: null, facebook: null } });
});

it('an address alone connects nothing', () => {
  const result = read({ GOOGLE_API_URL: 'http://127.0.0.1:4010/', FACEBOOK_GRAPH_VERSION: 'v25.0' });
  expect(result).toMatchObject({ ok: true, connections: { googleCalendar: null, facebook: null } });
});

it('a connection that has all it needs is on', () => {
  const { client_email, private_key } = key;
  expect(read({ ...google, ...facebook, GOOGLE_API_URL: 'http://127.0.0.1:4010/' })).toMatchObject({
    connections: {
      googleCalendar: {
        key: { client_email, private_key },
        internalId: 'staff@group.calendar.google.com',
        publicId: 'club@group.calendar.google.com',
        apiUrl: 'http://127.0.0.1:4010',
        tokenUrl: 'https://oauth2.googleapis.com/token',
      },
      facebook: {
        pageId: '102030',
        pageToken: 'EAAtoken',
        appSecret: 'app-s3cret',
        graphUrl: 'https://graph.facebook.com',
        graphVersion: 'v26.0',
      },
    },
  });
});

it('members may sign in with what has an id and a secret, wherever it is', () => {
  const google = { OAUTH_GOOGLE_ID: 'club.apps', OAUTH_GOOGLE_SECRET: 'g-s3cret' };
  expect(read({ ...google, OAUTH_DISCORD_URL: 'http://127.0.0.1:4020/' })).toMatchObject({
    connections: {
      googleSignIn: { clientId: 'club.apps', clientSecret: 'g-s3cret', url: 'https://accounts.google.com' },
      discordSignIn: null,
      facebookSignIn: null,
    },
  });
  const discord = { OAUTH_DISCORD_ID: '1', OAUTH_DISCORD_SECRET: 'd-s3cret' };
  expect(read({ ...discord, OAUTH_DISCORD_URL: 'http://127.0.0.1:4020/' })).toMatchObject({
    connections: { googleSignIn: null, discordSignIn: { url: 'http://127.0.0.1:4020' } },
  });
  const plain = issuesOf({ ...discord, OAUTH_DISCORD_URL: 'http://discord.test' }).join();
  expect(plain).toContain('OAUTH_DISCORD_URL');
});

it('the key may stand in a file', () => {
  const { GOOGLE_CALENDAR_CREDENTIALS: _, ...calendars } = google;
  const result = read({ ...calendars, GOOGLE_CALENDAR_CREDENTIALS_PATH: keyFile });
  expect(result).toMatchObject({
    connections: { googleCalendar: { key: { private_key: key.private_key } } },
  });
});

it.each([
  [
    { GOOGLE_CALENDAR_PUBLIC_ID: 'x' },
    [
      'GOOGLE_CALENDAR_CREDENTIALS_PATH is missing, and GOOGLE_CALENDAR_PUBLIC_ID is of no use without it',
      'GOOGLE_CALENDAR_INTERNAL_ID is missing, and GOOGLE_CALENDAR_PUBLIC_ID is of no use without it',
    ],
  ],
  [
    { GOOGLE_CALENDAR_CREDENTIALS_PATH: keyFile, GOOGLE_CALENDAR_INTERNAL_ID: 'x' },
    ['GOOGLE_CALENDAR_PUBLIC_ID is missing, and GOOGLE_CALENDAR_CREDENTIALS_PATH is of no use without it'],
  ],
  [
    { FACEBOOK_PAGE_TOKEN: 'EAAtoken' },
    [
      'FACEBOOK_PAGE_ID is missing, and FACEBOOK_PAGE_TOKEN is of no use without it',
      'FACEBOOK_APP_SECRET is missing, and FACEBOOK_PAGE_TOKEN is of no use without it',
    ],
  ],
  [
    { OAUTH_FACEBOOK_ID: '1' },
    ['OAUTH_FACEBOOK_SECRET is missing, and OAUTH_FACEBOOK_ID is of no use without it'],
  ],
])('an incomplete connection %j is reported with what it lacks', (source, starts) => {
  const issues = issuesOf(source);
  expect(issues.map((issue) => issue.split(';')[0])).toEqual(starts);
});

it.each([
  ['{"client_email":', 'GOOGLE_CALENDAR_CREDENTIALS is not JSON;'],
  ['[]', 'GOOGLE_CALENDAR_CREDENTIALS has no client_email that can be used;'],
  ['{}', 'GOOGLE_CALENDAR_CREDENTIALS has no client_email and no private_key that can be used;'],
  [
    JSON.stringify({ ...key, private_key: 'sup3r-s3cret' }),
    'GOOGLE_CALENDAR_CREDENTIALS has no private_key that can be used;',
  ],
  [
    JSON.stringify({ private_key: key.private_key }),
    'GOOGLE_CALENDAR_CREDENTIALS has no client_email that can be used;',
  ],
])('a bad key is reported without its content', (text, start) => {
  const issues = issuesOf({ ...google, GOOGLE_CALENDAR_CREDENTIALS: text });
  expect(issues).toEqual([expect.stringMatching(new RegExp(`^${start}`))]);
  for (const secret of ['sup3r-s3cret', 'PRIVATE KEY']) expect(issues.join()).not.toContain(secret);
});

it('a missing file, or one that is not a key, is named', () => {
  const missing = path.join(folder, 'none.json');
  const other = path.join(folder, 'other.json');
  writeFileSync(other, 'sup3r-s3cret');
  const { GOOGLE_CALENDAR_CREDENTIALS: _, ...calendars } = google;
  const issueOf = (file: string) => issuesOf({ ...calendars, GOOGLE_CALENDAR_CREDENTIALS_PATH: file }).join();
  expect(issueOf(missing)).toContain(`names the file "${missing}", which is not there or cannot be read;`);
  expect(issueOf(other)).toContain(`names the file "${other}", which is not JSON;`);
  expect(issueOf(other)).not.toContain('sup3r-s3cret');
});

it('two keys, or one calendar for both, are refused', () => {
  expect(issuesOf({ ...google, GOOGLE_CALENDAR_CREDENTIALS_PATH: keyFile }).join()).toMatch(
    /^GOOGLE_CALENDAR_CREDENTIALS is set, and so is GOOGLE_CALENDAR_CREDENTIALS_PATH/,
  );
  const one = { ...google, GOOGLE_CALENDAR_PUBLIC_ID: google.GOOGLE_CALENDAR_INTERNAL_ID };
  expect(issuesOf(one).join()).toMatch(/^GOOGLE_CALENDAR_PUBLIC_ID is the calendar for staff/);
});

it('issues of single settings are reported with those of connections', () => {
  const issues = issuesOf({ PORT: 'x', FACEBOOK_PAGE_ID: 'our-page' });
  expect(issues.map((issue) => issue.split(' ')[0])).toEqual([
    'PORT',
    'FACEBOOK_PAGE_ID',
    'FACEBOOK_PAGE_TOKEN',
    'FACEBOOK_APP_SECRET',
  ]);
});

it.each([
  ['https://proxy.example/google/', true],
  ['http://localhost:4010', true],
  ['http://127.0.0.1:4010', true],
  ['http://[::1]:4010', true],
  ['http://www.googleapis.com', false],
  ['http://127.0.0.1.example.com', false],
  ['http://localhost.example.com', false],
  ['ftp://127.0.0.1', false],
])('%s may be a remote address: %s', (address, accepted) => {
  expect(issuesOf({ GOOGLE_API_URL: address }).length === 0).toBe(accepted);
});

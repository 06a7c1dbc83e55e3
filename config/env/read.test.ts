import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { hintOf } from './issue';
import { describeIssues, readSettings } from './read';
import { settings } from './schema';

const secrets = {
  APP_KEYS: 'app-key-number-one,app-key-number-two',
  API_TOKEN_SALT: 'api-token-salt',
  ADMIN_JWT_SECRET: 'admin-jwt-secret',
  TRANSFER_TOKEN_SALT: 'transfer-token-salt',
  ENCRYPTION_KEY: 'encryption-key',
  JWT_SECRET: 'member-jwt-secret',
};

function issuesOf(source: Record<string, string>): string[] {
  const result = readSettings({ ...secrets, ...source });
  return result.ok ? [] : result.issues;
}

test('secrets alone are enough', () => {
  const result = readSettings(secrets);
  expect(result).toMatchObject({
    ok: true,
    settings: {
      HOST: '0.0.0.0',
      PORT: 1337,
      TRUST_PROXY: false,
      DATABASE_CLIENT: 'sqlite',
      DATABASE_FILENAME: '.tmp/club.db',
      CLUB_TIMEZONE: 'Europe/Rome',
    },
  });
});

test.each([
  ['PORT', '80a', 'PORT is "80a"; it must be a whole number from 0 to 65535. Example: PORT=1337'],
  ['PORT', '65536', 'PORT is "65536"; it must be a whole number from 0 to 65535. Example: PORT=1337'],
  ['PORT', '-1', 'PORT is "-1"; it must be a whole number from 0 to 65535. Example: PORT=1337'],
  [
    'DATABASE_POOL_MAX',
    '0',
    'DATABASE_POOL_MAX is "0"; it must be a whole number from 1 to 200. Example: DATABASE_POOL_MAX=10',
  ],
  [
    'TRUST_PROXY',
    'maybe',
    'TRUST_PROXY is "maybe"; it must be true, false, or how many proxies there are (up to 10). Example: TRUST_PROXY=true',
  ],
  ['RATE_LIMITS', 'low', 'RATE_LIMITS is "low"; it must be true or false. Example: RATE_LIMITS=true'],
  ['CLUB_DEMO', '2', 'CLUB_DEMO is "2"; it must be true or false. Example: CLUB_DEMO=true'],
  [
    'DATABASE_CLIENT',
    'postgres',
    'DATABASE_CLIENT is "postgres"; it must be one of sqlite, mysql. Example: DATABASE_CLIENT=sqlite',
  ],
  [
    'PUBLIC_URL',
    'club.example',
    'PUBLIC_URL is "club.example"; it must be an address with http:// or https://. Example: PUBLIC_URL=https://api.dreamers-cave.club',
  ],
  [
    'FRONTEND_URL',
    'ftp://club.example',
    'FRONTEND_URL is "ftp://club.example"; it must be an address with http:// or https://. Example: FRONTEND_URL=https://dreamers-cave.club',
  ],
  [
    'CLUB_TIMEZONE',
    'Rome',
    'CLUB_TIMEZONE is "Rome"; it must be a time zone by its IANA name. Example: CLUB_TIMEZONE=Europe/Rome',
  ],
  [
    'CLUB_TIMEZONE',
    '+02:00',
    'CLUB_TIMEZONE is "+02:00"; it must be a time zone by its IANA name. Example: CLUB_TIMEZONE=Europe/Rome',
  ],
  [
    'ADMIN_EMAIL',
    'ada',
    'ADMIN_EMAIL is "ada"; it must be an e-mail address. Example: ADMIN_EMAIL=ada@dreamers-cave.club',
  ],
])('%s=%s is refused in one clear sentence', (name, value, sentence) => {
  expect(issuesOf({ [name]: value })).toEqual([sentence]);
});

test.each([
  ['PORT', '0', 0],
  ['PORT', ' 8080 ', 8080],
  ['TRUST_PROXY', 'on', true],
  ['TRUST_PROXY', 'No', false],
  ['TRUST_PROXY', '1', true],
  ['TRUST_PROXY', '2', 2],
  ['TRUST_PROXY', '10', 10],
  ['CLUB_DEMO', '', undefined],
  ['CLUB_TIMEZONE', 'America/Los_Angeles', 'America/Los_Angeles'],
  ['PUBLIC_URL', 'https://club.example/', 'https://club.example'],
  ['DATABASE_NAME', '', 'dreamers_cave'],
])('%s=%j is read as %j', (name, value, read) => {
  const result = readSettings({ ...secrets, [name]: value });
  expect(result.ok && result.settings[name as keyof typeof settings]).toBe(read);
});

test('every issue is reported at once, and no secret is repeated', () => {
  const issues = issuesOf({ PORT: 'x', ADMIN_PASSWORD: 'hunter2', APP_KEYS: 'one,,two', JWT_SECRET: '' });
  expect(issues.map((issue) => issue.split(' ')[0])).toEqual([
    'PORT',
    'APP_KEYS',
    'JWT_SECRET',
    'ADMIN_PASSWORD',
  ]);
  expect(issues[2]).toMatch(/^JWT_SECRET is missing; it must be a long random text/);
  const text = describeIssues(issues);
  expect(text).toMatch(/^4 settings are wrong/);
  expect(text).not.toContain('hunter2');
  expect(text).not.toContain('one,,two');
});

describe('secrets', () => {
  test.each([
    [
      { JWT_SECRET: secrets.ADMIN_JWT_SECRET },
      'JWT_SECRET is the same as ADMIN_JWT_SECRET: each must be one of its own',
    ],
    [
      { TRANSFER_TOKEN_SALT: secrets.API_TOKEN_SALT },
      'TRANSFER_TOKEN_SALT is the same as API_TOKEN_SALT: each must be one of its own',
    ],
    [{ JWT_SECRET: 'app-key-number-two' }, 'JWT_SECRET is the same as APP_KEYS: each must be one of its own'],
    [{ JWT_SECRET: 'hunter2' }, 'JWT_SECRET is shorter than 12 characters'],
    [{ APP_KEYS: 'app-key-number-one,short' }, 'APP_KEYS is shorter than 12 characters'],
    [{ APP_KEYS: 'toBeModified1,toBeModified2' }, 'APP_KEYS is a placeholder'],
    [{ JWT_SECRET: 'changeme-changeme' }, 'JWT_SECRET is a placeholder'],
    [{ JWT_SECRET: 'aaaaaaaaaaaaaaaaaaaaaaaa' }, 'JWT_SECRET is a placeholder'],
    [{ ENCRYPTION_KEY: '<a long random text>' }, 'ENCRYPTION_KEY is a placeholder'],
  ])('%j are refused, and not repeated', (source, start) => {
    const [issue = '', ...others] = issuesOf(source);
    expect(others).toEqual([]);
    expect(issue).toBe(
      `${start}; it must be ${start.startsWith('APP_KEYS') ? 'long random texts with commas between them' : 'a long random text'}. ` +
        `Example: ${start.split(' ')[0]}=\`openssl rand -base64 24\` makes one`,
    );
  });
});

describe('mail', () => {
  const mail = { SMTP_HOST: 'smtp.example.org', MAIL_FROM: "The Dreamer's Cave <club@example.org>" };
  const connectionOf = (source: Record<string, string>) => {
    const result = readSettings({ ...secrets, ...source });
    return result.ok ? result.connections.mail : result.issues;
  };

  test('is off without its settings, even with a port', () => {
    expect(connectionOf({})).toBeNull();
    expect(connectionOf({ SMTP_PORT: '587', SMTP_SECURE: 'true', SMTP_RATE: '5' })).toBeNull();
  });

  test('is on with a server and a sender', () => {
    expect(connectionOf(mail)).toEqual({
      host: 'smtp.example.org',
      port: 587,
      secure: false,
      auth: null,
      connections: 5,
      rate: 20,
      from: "The Dreamer's Cave <club@example.org>",
      replyTo: null,
    });
    expect(
      connectionOf({
        ...mail,
        SMTP_SECURE: 'on',
        SMTP_USERNAME: 'club',
        SMTP_PASSWORD: 'hunter2',
        MAIL_REPLY_TO: 'staff@example.org',
      }),
    ).toMatchObject({
      port: 465,
      secure: true,
      auth: { user: 'club', pass: 'hunter2' },
      replyTo: 'staff@example.org',
    });
  });

  test.each([
    [{ SMTP_HOST: 'smtp.example.org' }, ['MAIL_FROM is missing, and SMTP_HOST is of no use without it']],
    [{ MAIL_FROM: 'a@example.org' }, ['SMTP_HOST is missing, and MAIL_FROM is of no use without it']],
    [
      { MAIL_FROM: 'a@example.org', SMTP_PASSWORD: 'hunter2' },
      [
        'SMTP_HOST is missing, and MAIL_FROM is of no use without it',
        'SMTP_USERNAME is missing, and SMTP_PASSWORD is of no use without it',
      ],
    ],
    [{ MAIL_REPLY_TO: 'a@example.org' }, ['SMTP_HOST is missing, and MAIL_REPLY_TO is of no use without it']],
    [
      { ...mail, SMTP_USERNAME: 'club' },
      ['SMTP_PASSWORD is missing, and SMTP_USERNAME is of no use without it'],
    ],
    [{ ...mail, MAIL_FROM: 'The club' }, ['MAIL_FROM is "The club"']],
    [
      { ...mail, MAIL_FROM: 'a@example.org\nBcc: <b@example.org>' },
      ['MAIL_FROM is "a@example.org\\nBcc: <b@example.org>"'],
    ],
  ])('half of it, or wrong: %j', (source, starts) => {
    const issues = issuesOf(source);
    expect(issues.map((issue) => issue.split(';')[0])).toEqual(starts);
    expect(issues.join()).not.toContain('hunter2');
  });
});

describe('.env.example', () => {
  const lines = readFileSync(path.join(__dirname, '../../.env.example'), 'utf8').split('\n');
  const examples = parse(lines.map((line) => line.replace(/^# (?=[A-Z_]+=)/, '')).join('\n'));

  test('has one line for every setting, and none besides', () => {
    expect(Object.keys(examples)).toEqual(Object.keys(settings));
  });

  test('says in the line above what each is', () => {
    const at = lines.flatMap((line, index) => (/^# [A-Z_]+=/.test(line) ? [index] : []));
    for (const index of at) expect(lines[index - 1]).toMatch(/^# [A-Za-z].*\.$/);
  });

  test('is right as it stands', () => {
    expect(issuesOf({ ...examples, ...secrets })).toEqual([]);
  });
});

test('every setting can say what it must be', () => {
  for (const name of Object.keys(settings)) expect(hintOf(name).expects).not.toBe('');
});

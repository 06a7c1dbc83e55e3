import { describeIssue } from './issue';
import type { Settings } from './schema';

export interface MailConnection {
  host: string;
  port: number;
  /** Encrypted from the first byte; otherwise by STARTTLS. */
  secure: boolean;
  auth: { user: string; pass: string } | null;
  connections: number;
  rate: number;
  from: string;
  replyTo: string | null;
}

type Name = keyof Settings;
type Present = Readonly<Record<string, string>>;

/** Each first setting needs the second. */
const useless: readonly (readonly [given: Name, without: Name])[] = [
  ['SMTP_USERNAME', 'SMTP_HOST'],
  ['SMTP_PASSWORD', 'SMTP_HOST'],
  ['MAIL_REPLY_TO', 'SMTP_HOST'],
  ['SMTP_USERNAME', 'SMTP_PASSWORD'],
  ['SMTP_PASSWORD', 'SMTP_USERNAME'],
];

/** What is missing in the mail settings, besides the server and the sender. */
export function mailIssues(present: Present): string[] {
  const issues = new Map<string, string>();
  // `readConnections` already reports that server and sender need each other.
  const isReported = (name: Name): boolean => name === 'SMTP_HOST' && 'MAIL_FROM' in present;
  for (const [given, without] of useless) {
    if (!(given in present) || without in present || isReported(without) || issues.has(without)) continue;
    const wrong = `is missing, and ${given} is of no use without it`;
    issues.set(without, describeIssue(without, undefined, wrong));
  }
  return [...issues.values()];
}

export function mailOf(settings: Settings): MailConnection | null {
  const { SMTP_HOST: host, SMTP_SECURE: secure, MAIL_FROM: from } = settings;
  const { SMTP_USERNAME: user, SMTP_PASSWORD: pass } = settings;
  if (host === undefined || from === undefined) return null;
  return {
    host,
    port: settings.SMTP_PORT ?? (secure ? 465 : 587),
    secure,
    auth: user === undefined || pass === undefined ? null : { user, pass },
    connections: settings.SMTP_CONNECTIONS,
    rate: settings.SMTP_RATE,
    from,
    replyTo: settings.MAIL_REPLY_TO ?? null,
  };
}

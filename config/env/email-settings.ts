import type { MailConnection } from './mail';

/** The configuration of Strapi's email plugin with nodemailer: https://nodemailer.com/smtp/pooled */
export function emailSettings({
  host,
  port,
  secure,
  auth,
  connections,
  rate,
  from,
  replyTo,
}: MailConnection) {
  return {
    provider: 'nodemailer',
    providerOptions: {
      host,
      port,
      secure,
      pool: true,
      maxConnections: connections,
      rateLimit: rate,
      rateDelta: 1000,
      // nodemailer's own are two to ten minutes.
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: 30_000,
      // Send a password only over an encrypted connection, or within this machine.
      ...(auth && { auth, requireTLS: !secure && !isLoopback(host) }),
    },
    settings: { defaultFrom: from, defaultReplyTo: replyTo ?? undefined },
  };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);

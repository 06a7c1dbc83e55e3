import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { z } from 'zod';

export interface Mail {
  from: string;
  to: string[];
  /** As it was sent: headers, and parts in quoted-printable. */
  source: string;
  subject: string;
  /** All parts, decoded. */
  text: string;
}

export interface MailServer {
  mails: Mail[];
  /** Addresses that it does not know. */
  unknown: Set<string>;
  /** The settings of a club that sends its mail here. */
  settings: Record<string, string>;
  stop(): Promise<void>;
}

const password = 'of the mail server';

/** A mail server that takes everything but what is for unknown addresses, from whoever gives the password. */
export async function startMailServer(onMail: (mail: Mail) => void = () => undefined): Promise<MailServer> {
  const mails: Mail[] = [];
  const unknown = new Set<string>();
  const smtp = new SMTPServer({
    // The certificate that the package brings along is nobody's; within this machine none is needed.
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password: given }, _session, done) =>
      given === password ? done(null, { user: username }) : done(new Error('Who are you?')),
    onRcptTo: ({ address }, _session, done) =>
      done(unknown.has(address) ? Object.assign(new Error('No such user'), { responseCode: 550 }) : null),
    onData(stream, { envelope }, done) {
      let source = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => (source += chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        const mail = { from, to, source, subject: subjectOf(source), text: decoded(source) };
        mails.push(mail);
        onMail(mail);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  return {
    mails,
    unknown,
    settings: {
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String((smtp.server.address() as AddressInfo).port),
      SMTP_USERNAME: 'club',
      SMTP_PASSWORD: password,
      MAIL_FROM: "The Dreamer's Cave <club@club.test>",
      MAIL_REPLY_TO: 'staff@club.test',
    },
    stop: () => new Promise<void>((resolve) => smtp.close(resolve)),
  };
}

/** Quoted-printable (RFC 2045, 6.7) as text. */
function decoded(source: string): string {
  const bytes = source
    .replace(/=\r?\n/g, '')
    .replace(/[\u0080-\uffff]/g, (letter) => encodeURIComponent(letter).replace(/%/g, '='))
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The subject, which is in encoded words (RFC 2047) where it is not ASCII. */
function subjectOf(source: string): string {
  const [, line = ''] = /^Subject: (.*(?:\r?\n[ \t].*)*)/m.exec(source) ?? [];
  const words = line.replace(/\r?\n[ \t]/g, ' ').replace(/\?= =\?/g, '?==?');
  return words.replace(/=\?UTF-8\?([QB])\?(.*?)\?=/gi, (_, form: string, word: string) =>
    z.enum(['Q', 'B']).parse(form.toUpperCase()) === 'B'
      ? Buffer.from(word, 'base64').toString('utf8')
      : decoded(word.replace(/_/g, ' ')),
  );
}

import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { isObject } from './is-record';
import { generalMask } from './mask';
import { messageOf } from './message-of';
import { withTimeLimit } from './time-limit';

export interface Mail {
  subject: string;
  text: string;
  html: string;
}

interface EmailService {
  send(mail: Mail & { to: string; headers: Record<string, string> }): Promise<unknown>;
}
const emailService = z.custom<EmailService>((value) => isObject(value) && 'send' in value);

const mostOfProblem = 300;

/** Sends a mail by Strapi's e-mail plugin. @throws Error when it cannot be sent, or not within `timeoutMs` */
export async function sendMail(
  strapi: Core.Strapi,
  to: string,
  mail: Mail,
  timeoutMs: number,
): Promise<void> {
  const service = emailService.parse(strapi.plugin('email').service('email'));
  // Asks programs not to answer it (RFC 3834).
  const headers = { 'Auto-Submitted': 'auto-generated' };
  await withTimeLimit(service.send({ to, headers, ...mail }), timeoutMs, () => {
    throw new Error('no answer in time');
  });
}

/** Why a mail could not be sent, without secrets. */
export const problemOf = (error: unknown): string =>
  generalMask.text(messageOf(error)).replace(/\s+/g, ' ').slice(0, mostOfProblem);

import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/** The admin panel shows this in its own languages: src/admin/app.tsx. */
const message =
  'This club sends no mail. Another administrator can give you a new password (Settings, Users). A lone administrator runs on the server: npx strapi admin:reset-user-password';

/** Where Strapi's plugin for e-mail keeps what it sends with; its types do not say so. */
type EmailPlugin = Core.Plugin & { provider?: { send(mail: unknown): Promise<unknown>; close?(): void } };

/** Without mail, nothing is promised: whoever forgot a password is told who can help. */
export function refusePasswordMail(strapi: Core.Strapi): void {
  strapi.controller('admin::authentication').forgotPassword = () => {
    throw new errors.ApplicationError(message);
  };
}

/**
 * Without mail, whatever would send fails at once. Strapi's own way would be to deliver to the recipient's server by itself,
 * which hardly any takes.
 */
export function failMail(strapi: Core.Strapi): void {
  const email: EmailPlugin = strapi.plugin('email');
  const problem = 'Mail is not set up: SMTP_HOST and MAIL_FROM are missing';
  // Strapi tells a provider's error where it has this status.
  email.provider = {
    send: () => Promise.reject(Object.assign(new errors.ApplicationError(problem), { statusCode: 400 })),
  };
}

/** Ends the connections to the mail server, which the provider keeps. */
export function closeMail(strapi: Core.Strapi): void {
  const email: EmailPlugin = strapi.plugin('email');
  email.provider?.close?.();
}

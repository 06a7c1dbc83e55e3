import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/** The admin panel translates this message: src/admin/app.tsx. */
const message =
  'This club sends no mail. Another administrator can give you a new password (Settings, Users). A lone administrator runs on the server: npx strapi admin:reset-user-password';

/** Strapi's email plugin with its provider, which its types omit. */
type EmailPlugin = Core.Plugin & { provider?: { send(mail: unknown): Promise<unknown>; close?(): void } };

/** Without mail, explains who can reset a forgotten password instead of promising a mail. */
export function refusePasswordMail(strapi: Core.Strapi): void {
  strapi.controller('admin::authentication').forgotPassword = () => {
    throw new errors.ApplicationError(message);
  };
}

/**
 * Without mail, makes sending fail at once. Strapi's default would deliver to the recipient's server directly, which
 * hardly any accepts.
 */
export function failMail(strapi: Core.Strapi): void {
  const email: EmailPlugin = strapi.plugin('email');
  const problem = 'Mail is not set up: SMTP_HOST and MAIL_FROM are missing';
  // Strapi only passes on a provider's error with this status.
  email.provider = {
    send: () => Promise.reject(Object.assign(new errors.ApplicationError(problem), { statusCode: 400 })),
  };
}

/** Closes the provider's connections to the mail server. */
export function closeMail(strapi: Core.Strapi): void {
  const email: EmailPlugin = strapi.plugin('email');
  email.provider?.close?.();
}

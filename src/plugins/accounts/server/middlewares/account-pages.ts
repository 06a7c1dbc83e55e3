import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { chooseLanguage } from '../../../../http/language';
import { isLanguage } from '../../../../shared/server/languages';
import type { AccountsConfig } from '../config';
import { accountPage, accountPages, type AccountPagePath } from '../domain/account-page';

const isAccountPage = (path: string): path is AccountPagePath => Object.hasOwn(accountPages, path);

/** The pages of links in mails, for clubs without a website. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const { clubName, publicUrl } = strapi.config.get<AccountsConfig>('plugin::accounts');
  const apiUrl = `${new URL(publicUrl).pathname.replace(/\/$/, '')}/api/v1`;

  return async (ctx: Context, next: Next): Promise<void> => {
    const { path } = ctx;
    if (!['GET', 'HEAD'].includes(ctx.method) || !isAccountPage(path)) {
      await next();
      return;
    }
    const lang: unknown = ctx.query['lang'];
    const language = chooseLanguage(isLanguage(lang) ? lang : undefined, ctx.get('accept-language'));
    const { html, policy } = accountPage(path, { language, clubName, apiUrl });
    ctx.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    });
    ctx.type = 'html';
    ctx.body = html;
  };
};

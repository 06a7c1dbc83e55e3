import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { chooseLanguage } from '../../../../http/language';
import { isLanguage } from '../../../../shared/server/languages';
import type { AccountsConfig } from '../config';
import { oauthPage, oauthPagePath } from '../domain/oauth-page';
import { accountPage, accountPages, type AccountPagePath } from '../domain/account-page';

const isAccountPage = (path: string): path is AccountPagePath => Object.hasOwn(accountPages, path);

/** The pages that links in mails, and sign-ins with a provider, lead to in clubs without a website. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const { clubName, publicUrl } = strapi.config.get<AccountsConfig>('plugin::accounts');
  const apiUrl = new URL(`${publicUrl}/api/v1`).pathname;

  return async (ctx: Context, next: Next): Promise<void> => {
    const { path } = ctx;
    if (!['GET', 'HEAD'].includes(ctx.method) || (!isAccountPage(path) && path !== oauthPagePath)) {
      await next();
      return;
    }
    const lang: unknown = ctx.query['lang'];
    const language = chooseLanguage(isLanguage(lang) ? lang : undefined, ctx.get('accept-language'));
    const context = { language, clubName, apiUrl };
    const { oauth, provider } = ctx.query;
    const { html, policy } = isAccountPage(path)
      ? accountPage(path, context)
      : oauthPage({ oauth, provider }, context);
    ctx.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'Content-Language': language,
      'X-Robots-Tag': 'noindex',
    });
    ctx.vary('Accept-Language');
    ctx.type = 'html';
    ctx.body = html;
  };
};

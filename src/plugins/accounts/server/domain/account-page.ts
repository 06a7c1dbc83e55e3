import { escapeHtml } from '../../../../shared/server/escape-html';
import { htmlPage } from '../../../../shared/server/html-page';
import type { Language } from '../../../../shared/server/languages';
import { dataAttributes, formScript } from './page-form';
import { shortestPassword } from './password-rules';
import { accountTexts } from './texts';

/** The pages that links in mails open where the club has no website, by path, and the route that each one calls. */
export const accountPages = {
  '/account/verify-email': { key: 'page.confirm', route: '/auth/verify-email' },
  '/account/reset-password': { key: 'page.reset', route: '/auth/reset-password' },
} as const;
export type AccountPagePath = keyof typeof accountPages;

/**
 * Only the button does something: programs that scan mails open their links. The token stays in the address, which no other page gets
 * to know (Referrer-Policy).
 */
const script = formScript({
  before: `const token = new URLSearchParams(location.search).get('token');
form.hidden = !token;
if (!token) say(form.dataset.missing);`,
  body: 'input ? { token, password: input.value } : { token }',
  otherwise: 'form.dataset.failed',
});

/** A page, and the policy to send with it. @param apiUrl where the page finds `/api/v1` */
export function accountPage(
  path: AccountPagePath,
  { language, clubName, apiUrl }: { language: Language; clubName: string; apiUrl: string },
): { html: string; policy: string } {
  const { key, route } = accountPages[path];
  const say = (text: Parameters<typeof accountTexts.translate>[1]): string =>
    escapeHtml(accountTexts.translate(language, text, { club: clubName }));
  const input =
    key === 'page.reset'
      ? `<label for="password">${say('page.reset.label')}</label>
<input id="password" type="password" autocomplete="new-password" required minlength="${shortestPassword}">`
      : '';
  const data = {
    url: `${apiUrl}${route}?lang=${language}`,
    done: accountTexts.translate(language, `${key}.done`),
    missing: accountTexts.translate(language, 'page.missing'),
    busy: accountTexts.translate(language, 'page.busy'),
    failed: accountTexts.translate(language, 'page.failed'),
    token: accountTexts.translate(language, 'page.token'),
    password: accountTexts.translate(language, 'page.password'),
    username: accountTexts.translate(language, 'page.username'),
  };
  const body = `<main>
<h1>${say(key)}</h1>
<form ${dataAttributes(data)}>
<p>${say(`${key}.text`)}</p>
${input}
<button>${say(`${key}.button`)}</button>
</form>
<p role="alert"></p>
<p role="status"></p>
<noscript><p>${say('page.script')}</p></noscript>
</main>`;
  return htmlPage({
    language,
    title: accountTexts.translate(language, 'page.title', { club: clubName }),
    body,
    script,
  });
}

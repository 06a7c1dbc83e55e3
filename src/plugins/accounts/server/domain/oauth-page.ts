import { escapeHtml } from '../../../../shared/server/escape-html';
import { htmlPage } from '../../../../shared/server/html-page';
import type { Language } from '../../../../shared/server/languages';
import { oauthOutcomes, providers, providerTitles } from './providers';
import { dataAttributes, formScript } from './page-form';
import { accountTexts } from './texts';

/** Where a sign-in with a provider leads to if it does not return to a page of its own. */
export const oauthPagePath = '/account/oauth';

const script = formScript({
  body: '{ [input.name]: input.value }',
  otherwise: 'answer.status >= 500 ? form.dataset.failed : form.dataset.wrong',
});

type Text = (key: Parameters<typeof accountTexts.translate>[1]) => string;

/** What a provider did not say, and is asked here. */
const asked = {
  email_required: { name: 'email', type: 'email', autocomplete: 'email' },
  password_required: { name: 'password', type: 'password', autocomplete: 'current-password' },
} as const;

/**
 * The page that says how a sign-in with a provider ended, for clubs without a website, and the policy to send with it.
 *
 * @param query what the page's address says
 * @param apiUrl where the page finds `/api/v1`
 */
export function oauthPage(
  query: { oauth: unknown; provider: unknown },
  { language, clubName, apiUrl }: { language: Language; clubName: string; apiUrl: string },
): { html: string; policy: string } {
  const outcome = oauthOutcomes.find((each) => each === query.oauth) ?? null;
  const known = providers.find((each) => each === query.provider);
  const values = { club: clubName, provider: known ? providerTitles[known] : '' };
  const text: Text = (key) => accountTexts.translate(language, key, values);
  const said = `<p>${escapeHtml(text(`page.oauth.${outcome ?? 'done'}`))}</p>`;
  // Within the form a question goes with it, once it is answered.
  const asks = outcome === 'email_required' || outcome === 'password_required';
  const body = `<main>
<h1>${escapeHtml(text('page.oauth'))}</h1>
${asks ? formOf(said, asked[outcome], apiUrl, text) : said}
<p role="alert"></p>
<p role="status"></p>
</main>`;
  return htmlPage({
    language,
    title: accountTexts.translate(language, 'page.title', { club: clubName }),
    body,
    script,
  });
}

function formOf(
  question: string,
  { name, type, autocomplete }: (typeof asked)[keyof typeof asked],
  apiUrl: string,
  text: Text,
): string {
  const data = {
    url: `${apiUrl}/auth/oauth/complete`,
    done: text(`page.oauth.${name}.done`),
    wrong: text(`page.oauth.${name}.wrong`),
    busy: text('page.busy'),
    failed: text('page.failed'),
  };
  return `<form ${dataAttributes(data)}>
${question}
<label for="${name}">${escapeHtml(text(`page.oauth.${name}`))}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" required>
<button>${escapeHtml(text('page.oauth.button'))}</button>
</form>
<noscript><p>${escapeHtml(text('page.script'))}</p></noscript>`;
}

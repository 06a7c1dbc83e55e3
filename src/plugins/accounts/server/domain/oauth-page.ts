import { escapeHtml } from '../../../../shared/server/escape-html';
import { htmlPage } from '../../../../shared/server/html-page';
import type { Language } from '../../../../shared/server/languages';
import { oauthOutcomes, providers, providerTitles } from './providers';
import { accountTexts } from './texts';

/** Where a sign-in with a provider leads to if it does not return to a page of its own. */
export const oauthPagePath = '/account/oauth';

const script = `
const form = document.querySelector('form');
const told = document.querySelector('[role=alert]');
const say = (text) => { told.textContent = text; };
form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  const { name, value } = form.querySelector('input');
  button.disabled = true;
  say('');
  try {
    const answer = await fetch(form.dataset.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ [name]: value }),
    });
    if (answer.ok) {
      document.querySelector('[role=status]').textContent = form.dataset.done;
      form.hidden = true;
    } else say(answer.status === 429 || answer.status >= 500 ? form.dataset.failed : form.dataset.wrong);
  } catch { say(form.dataset.failed); }
  button.disabled = false;
});`;

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
  const say = (key: Parameters<typeof accountTexts.translate>[1]): string =>
    escapeHtml(accountTexts.translate(language, key, values));
  const form =
    outcome === 'email_required' || outcome === 'password_required'
      ? formOf(asked[outcome], apiUrl, say)
      : '';
  const body = `<main>
<h1>${say('page.oauth')}</h1>
<p>${say(`page.oauth.${outcome ?? 'done'}`)}</p>
${form}
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
  { name, type, autocomplete }: (typeof asked)[keyof typeof asked],
  apiUrl: string,
  say: (key: Parameters<typeof accountTexts.translate>[1]) => string,
): string {
  const data = {
    url: escapeHtml(`${apiUrl}/auth/oauth/complete`),
    done: say(`page.oauth.${name}.done`),
    wrong: say(`page.oauth.${name}.wrong`),
    failed: say('page.failed'),
  };
  const attributes = Object.entries(data).map(([key, value]) => `data-${key}="${value}"`);
  return `<form ${attributes.join(' ')}>
<label for="${name}">${say(`page.oauth.${name}`)}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" required>
<button>${say('page.oauth.button')}</button>
</form>
<noscript><p>${say('page.script')}</p></noscript>`;
}

import { escapeHtml } from '../../../../shared/server/escape-html';

/**
 * The script of a page with one form, which it sends to `data-url` as JSON. Of a failure it says the page's text: `data-busy` for too
 * many attempts, that for the field that is wrong (`data-<field>`), or what `otherwise` gives. Never the answer's own, which is English.
 *
 * @param before what the page does once it is there
 * @param body the body that is sent, in JavaScript; `input` is the form's field, if it has one
 * @param otherwise what to say of other failures, in JavaScript, of `answer`
 */
export const formScript = ({
  before = '',
  body,
  otherwise,
}: {
  before?: string;
  body: string;
  otherwise: string;
}): string => `
const form = document.querySelector('form');
const told = document.querySelector('[role=alert]');
const say = (text) => { told.textContent = text; };
${before}
form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  const input = form.querySelector('input');
  button.disabled = true;
  say('');
  try {
    const answer = await fetch(form.dataset.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(${body}),
    });
    const { errors } = await answer.json();
    if (answer.ok) {
      document.querySelector('[role=status]').textContent = form.dataset.done;
      form.hidden = true;
    } else if (answer.status === 429) say(form.dataset.busy);
    else say(Object.keys(errors ?? {}).map((name) => form.dataset[name]).find(Boolean) ?? (${otherwise}));
  } catch { say(form.dataset.failed); }
  button.disabled = false;
});`;

/** The texts and addresses that a form's script uses, as attributes of the form. */
export const dataAttributes = (data: Readonly<Record<string, string>>): string =>
  Object.entries(data)
    .map(([name, value]) => `data-${name}="${escapeHtml(value)}"`)
    .join(' ');

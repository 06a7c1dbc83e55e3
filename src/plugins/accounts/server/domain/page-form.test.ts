import vm from 'node:vm';
import { languages, type Language } from '../../../../shared/server/languages';
import { accountPage, type AccountPagePath } from './account-page';
import { accountTexts } from './texts';

interface Answer {
  status: number;
  body: object;
}

/** What the page says, once its form was sent and this was the answer: the script, in a document with nothing but the form. */
async function told(path: AccountPagePath, language: Language, { status, body }: Answer): Promise<string> {
  const { html } = accountPage(path, { language, clubName: 'The Cave', apiUrl: '/api/v1' });
  const dataset = Object.fromEntries(
    [...html.matchAll(/data-(\w+)="([^"]*)"/g)].map(([, name = '', text = '']) => [name, text] as const),
  );
  const alert = { textContent: '' };
  let submit: (event: object) => Promise<void> = async () => undefined;
  const form = {
    dataset,
    hidden: false,
    addEventListener: (_name: string, listener: typeof submit) => void (submit = listener),
    querySelector: (name: string) => (name === 'input' ? { value: 'a password' } : { disabled: false }),
  };
  vm.runInNewContext(/<script>(.*)<\/script>/s.exec(html)?.[1] ?? '', {
    document: { querySelector: (name: string) => (name === 'form' ? form : alert) },
    location: { search: '?token=of-the-mail' },
    URLSearchParams,
    fetch: async () => ({ ok: status < 300, status, json: async () => body }),
  });
  await submit({ preventDefault: () => undefined });
  return alert.textContent.replace(/&#39;/g, "'");
}

const english = { success: false, error: 'Invalid request' };
const failures = [
  ['too many attempts', { status: 429, body: { error: 'Too many requests' } }, 'page.busy'],
  ['a failure of the server', { status: 500, body: { error: 'Internal error' } }, 'page.failed'],
  [
    'a link that has been used',
    { status: 400, body: { ...english, errors: { token: ['…'] } } },
    'page.token',
  ],
  [
    'a name that is taken',
    { status: 400, body: { ...english, errors: { username: ['…'] } } },
    'page.username',
  ],
] as const;

describe.each(languages)('the pages of accounts, in %s,', (language) => {
  it.each(failures)('tell in that language of %s', async (_case, answer, text) => {
    const expected = accountTexts.translate(language, text);
    for (const path of ['/account/verify-email', '/account/reset-password'] as const)
      expect(await told(path, language, answer)).toBe(expected);
  });
});

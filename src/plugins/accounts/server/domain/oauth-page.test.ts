import { languages } from '../../../../shared/server/languages';
import { oauthPage } from './oauth-page';
import { oauthOutcomes } from './providers';

const page = (oauth: unknown, provider: unknown = 'google', language: (typeof languages)[number] = 'en') =>
  oauthPage({ oauth, provider }, { language, clubName: 'The <Cave>', apiUrl: '/api/v1' }).html;

describe('the page of sign-ins with a provider', () => {
  it.each(languages)('says each outcome in %s', (language) => {
    const pages = [undefined, ...oauthOutcomes].map((outcome) => page(outcome, 'google', language));
    expect(new Set(pages).size).toBe(oauthOutcomes.length + 1);
    for (const html of pages) expect(html).not.toMatch(/\{\w+\}/);
    expect(pages.filter((html) => html.includes('Google')).length).toBeGreaterThan(6);
  });

  it('asks for what is missing', () => {
    expect(page('email_required')).toContain('<input id="email" name="email" type="email"');
    expect(page('password_required')).toContain('<input id="password" name="password" type="password"');
    expect(page('cancelled')).not.toContain('<form');
  });

  it.each(['email_required', 'password_required'])('no longer asks once it is answered: %s', (outcome) => {
    const [before = ''] = page(outcome).split('<form');
    expect(before.split('<main>')[1]).toBe('\n<h1>Sign-in</h1>\n');
  });

  it.each(['<script>', ['linked'], '__proto__', 'constructor'])('repeats nothing of %j', (given) => {
    expect(page(given, given)).toBe(page(null, null));
    expect(page(given, given)).not.toContain('<script><');
  });
});

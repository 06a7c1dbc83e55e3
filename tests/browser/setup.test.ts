import type { Page } from 'playwright-core';
import { startFacebook, type FakeFacebook } from '../fakes/facebook';
import { logInAsAdministrator } from '../support/admin-api';
import { openBrowser, type Browser } from '../support/browser';
import { inviteStaff, type Account } from '../support/invite-staff';
import { startMailServer, type MailServer } from '../support/mail-server';
import { keyboardFaults } from '../support/keyboard';
import { inLook, pageFaults, looks } from '../support/page-layout';
import { watchTroubles, type Troubles } from '../support/page-troubles';
import { serveClub, type ServedClub } from '../support/served-club';
import { signIn, signOut } from '../support/sign-in';

// A club with mail and a Facebook page whose token has expired, and without a website.
let server: MailServer;
let facebook: FakeFacebook;
let club: ServedClub;
let browser: Browser;
let troubles: Troubles;
let manager: Account;
let booker: Account;

beforeAll(async () => {
  [server, facebook] = await Promise.all([startMailServer(), startFacebook()]);
  facebook.token.problem = 'tokenExpired';
  club = await serveClub({ ...server.settings, ...facebook.settings });
  const api = await logInAsAdministrator(club.url);
  manager = await inviteStaff(api, 'club-manager', 'Mona');
  booker = await inviteStaff(api, 'club-booker', 'Boris');
  browser = await openBrowser();
  troubles = watchTroubles(browser.page);
  await signIn(browser.page, club.url, manager);
});
afterAll(async () => {
  await browser.close();
  await club.stop();
  await Promise.all([server.stop(), facebook.close()]);
});

const setup = (): string => `${club.url}/admin/plugins/admin-desk/setup`;
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('the home page leads a Manager to what is not set up', () =>
  browser.watch('setup reminder', async (page) => {
    await page.getByRole('note').getByRole('link', { name: 'What is set up' }).click();
    await page.waitForURL(/admin-desk\/setup/);
    await card(page, 'Website').getByText('FRONTEND_URL').waitFor();
    await card(page, 'Website').getByText('Not set up', { exact: true }).waitFor();
    for (const name of ['Mail', 'Managers', 'Facebook page'])
      await card(page, name).getByText('Set up', { exact: true }).waitFor();
    await card(page, 'Google Calendar').getByText('Off', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Try it' }).count()).toBe(1);
    expect(await keyboardFaults(page)).toEqual([]);
    expect(troubles.all()).toEqual([]);
  }));

test('a test mail goes to whoever asks for it', () =>
  browser.watch('setup mail', async (page) => {
    await page.goto(setup());
    const send = card(page, 'Mail').getByRole('button', { name: 'Send me a test mail' });
    await send.click();
    await card(page, 'Mail').getByText(`The mail server has taken a mail for ${manager.email}`).waitFor();
    expect(server.mails).toMatchObject([{ to: [manager.email], subject: "The Dreamer's Cave: a test" }]);
    server.unknown.add(manager.email);
    await send.click();
    await card(page, 'Mail')
      .getByText(/It does not work: The mail server says: .*550 No such user/)
      .waitFor();
  }));

test('a connection is tried, and its trouble and remedy are in the panel’s language', () =>
  browser.watch('setup facebook', async (page) => {
    await page.goto(setup());
    await card(page, 'Facebook page').getByRole('button', { name: 'Try it' }).click();
    await card(page, 'Facebook page')
      .getByText(/It does not work: Facebook answered 400: “Error validating/)
      .waitFor();
    await page.evaluate(`localStorage.setItem('strapi-admin-language', 'it')`);
    await page.goto(`${club.url}/admin/plugins/admin-desk`);
    await page.getByText(/Facebook ha risposto 400: «Error validating access token/).waitFor();
    await page.getByText(/Che cosa fare: Crea un nuovo token della pagina/).waitFor();
    await page.goto(`${club.url}/admin/plugins/integrations`);
    await page.getByText(/Crea un nuovo token della pagina/).waitFor();
    await browser.keep('setup integrations it');
    await page.evaluate(`localStorage.setItem('strapi-admin-language', 'en')`);
    await page.goto(setup());
    await card(page, 'Website').waitFor();
    expect(troubles.all()).toEqual([]);
  }));

test.each(looks)('can be read at $width px, in $language, in the $theme', (look) =>
  browser.watch(`setup ${look.width} ${look.theme}`, (page) =>
    inLook(page, look, async () => {
      await page.goto(setup());
      await page.getByText('FRONTEND_URL').waitFor();
      await browser.keep(`setup ${look.width} ${look.language} ${look.theme}`);
      expect(await pageFaults(page)).toEqual([]);
    }),
  ),
);

test('the home page reminds of it until somebody does not want it to', () =>
  browser.watch('setup dismissed', async (page) => {
    await page.goto(setup());
    await page.getByRole('button', { name: 'Do not remind on the home page' }).click();
    await page.getByText('The home page does not remind of this any more.').waitFor();
    await page.goto(`${club.url}/admin/`);
    await page.getByText(/the connection is broken/).waitFor();
    expect(await page.getByRole('link', { name: 'What is set up' }).count()).toBe(0);
  }));

test('a Booker is not shown it', () =>
  browser.watch('setup booker', async (page) => {
    await signOut(page);
    await signIn(page, club.url, booker);
    await page.goto(`${club.url}/admin/plugins/admin-desk`);
    await page.getByRole('heading', { name: 'Needs attention', level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: 'What is set up' }).count()).toBe(0);
    await page.goto(setup());
    await page.getByText(/permissions? to access/i).waitFor();
  }));

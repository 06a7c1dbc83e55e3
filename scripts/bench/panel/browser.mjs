import { chromium } from 'playwright-core';
import { findChromium } from '../../lib/chromium.mjs';
import { Problem } from '../../lib/problem.mjs';

const administrator = { firstname: 'Ada', email: 'ada@club.example', password: 'Only-for-benchmarks-1' };

export async function openChromium() {
  const installed = findChromium();
  if (!installed) throw new Problem('No Chromium is installed: install chromium.');
  return chromium.launch(installed);
}

/** Makes the first administrator of a server, who is nobody's yet. @returns the token of a session, for the admin API */
export async function createAdministrator(url) {
  const response = await fetch(`${url}/admin/register-admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(administrator),
  });
  if (!response.ok) throw new Problem(`${url} has no first administrator: ${await response.text()}`);
  const { data } = /** @type {any} */ (await response.json());
  return String(data.token);
}

/** Opens a page of its own in which the administrator is signed in. */
export async function signedInPage(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${url}/admin/`);
  await page.getByLabel('Email').fill(administrator.email);
  await page.getByLabel('Password*', { exact: true }).fill(administrator.password);
  await page.getByRole('button', { name: 'Login' }).click();
  await homeIsThere(page);
  return page;
}

/** The home page with its first widget. */
export const homeIsThere = (page) =>
  page.locator('section[data-strapi-widget-id] h2').first().waitFor({ timeout: 60_000 });

/** Milliseconds from a page's address until what it is opened for is there. */
export async function timeToOpen(page, address, isThere) {
  const from = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await isThere(page);
  return performance.now() - from;
}

/** Has the browser forget what it has of the panel: its files, and the code compiled from them. */
export async function forgetFiles(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await devtools.detach();
}

import type { Page } from 'playwright-core';
import { administrator } from './served-club';

/** Signs in to the admin panel as people do: the administrator, unless another is named. */
export async function signIn(page: Page, url: string, { email, password } = administrator): Promise<void> {
  await page.goto(`${url}/admin/`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password*', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.getByRole('link', { name: 'Home' }).waitFor();
}

/** Forgets who is signed in. */
export async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.evaluate('localStorage.clear(); sessionStorage.clear();');
}

import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility';

export const dialog = (page: Page) => page.getByRole('alertdialog');
/** What is wrong with the dialog for those who listen to it, or see little, once it has faded in. */
export async function dialogFaults(page: Page): Promise<string[]> {
  const fading = `[...document.querySelectorAll('[role=alertdialog]')].flatMap((each) =>
    each.parentElement.getAnimations({ subtree: true }).filter((one) => one.effect.getTiming().iterations === 1))`;
  await page.evaluate(
    `Promise.all(${fading}.map(({ finished }) => finished.catch(() => null))).then(() => null)`,
  );
  return accessibilityFaults(page);
}
export const headings = (page: Page) => dialog(page).getByRole('heading', { level: 3 }).allTextContents();
export const definitions = (page: Page) => dialog(page).getByRole('definition').allTextContents();

/** What these tests use of the page they look at; they themselves do not run in one. */
interface InPage {
  document: { querySelector(selector: string): { value?: string } | null };
}

/** Waits until the form shows a title. */
export async function shows(page: Page, text: string): Promise<void> {
  const isIt = (wanted: string) =>
    (globalThis as unknown as InPage).document.querySelector('[name="title"]')?.value === wanted;
  await page.waitForFunction<boolean, string>(isIt, text);
}

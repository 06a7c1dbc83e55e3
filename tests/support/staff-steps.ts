import type { Locator, Page } from 'playwright-core';
import { until } from './until';

/** Selects rows of a list; one that is read again after it was shown forgets what was selected. */
export async function select(page: Page, rows: number[], action: Locator): Promise<void> {
  const isOffered = async (): Promise<boolean> => {
    for (const row of rows) await page.getByRole('row').nth(row).getByRole('checkbox').check();
    // Strapi draws the actions in an idle callback, which a page without a window gets with its next
    // frame: a pointer that moves makes one.
    await page.getByRole('heading').first().hover();
    return action.waitFor({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
  };
  await until(isOffered, Boolean);
}

/** Waits for a message that is there longer than Strapi's own, which go after four seconds, and closes it. */
export async function expectLasting(page: Page, text: string, close: string): Promise<void> {
  const message = page.locator('[data-sonner-toast]').filter({ hasText: text });
  await message.waitFor();
  expect(await page.locator('[data-sonner-toast]').count()).toBe(1);
  await page.waitForTimeout(6000);
  await message.getByRole('button', { name: close }).click();
  await message.waitFor({ state: 'detached' });
}

/** Waits until an input holds a text: the server is asked for it. */
export async function expectValue(input: Locator, text: string): Promise<void> {
  await until(
    () => input.inputValue(),
    (value) => value === text,
  );
}

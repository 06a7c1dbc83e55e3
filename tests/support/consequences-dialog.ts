import type { Locator, Page } from 'playwright-core';

/** The dialog that says what follows before somebody goes on. */
export const consequencesDialog = (page: Page): Locator => page.getByRole('alertdialog');

/** Goes on in it. @param name of the button: `Publish` */
export const goOn = (page: Page, name: string): Promise<void> =>
  consequencesDialog(page).getByRole('button', { name, exact: true }).click();

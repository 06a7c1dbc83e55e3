import type { Page } from 'playwright-core';

/** What a plain input of the browser holds once these keys have been typed over a date and time. */
export async function typedNatively(page: Page, before: string, keys: string): Promise<string> {
  await page.evaluate(`{
    const input = Object.assign(document.createElement('input'), { type: 'datetime-local', name: 'plain' });
    input.value = '${before}';
    document.body.append(input);
  }`);
  const plain = page.locator('[name=plain]');
  await plain.focus();
  await page.keyboard.type(keys);
  const value = await plain.inputValue();
  await page.evaluate(`document.querySelector('[name=plain]').remove()`);
  return value;
}

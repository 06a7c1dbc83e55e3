import type { Page } from 'playwright-core';

export interface Troubles {
  /** What has gone wrong since it was cleared: errors of scripts, and requests that failed or were refused. */
  all(): string[];
  clear(): void;
}

/** The panel of every edition asks for them; only the paid ones answer. */
const ofOtherEdition = /\/(admin\/ai-feature-config$|i18n\/ai-localization-jobs\/)/;

/** Listens to what a page of the panel reports in the browser's console, and to how its requests end. */
export function watchTroubles(page: Page): Troubles {
  const found: string[] = [];
  page.on('console', (message) => {
    // A refused request is noted below, with its address.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      found.push(message.text());
  });
  page.on('pageerror', (error) => found.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400 && !ofOtherEdition.test(response.url()))
      found.push(`${response.status()} ${response.url()}`);
  });
  return { all: () => [...found], clear: () => void found.splice(0) };
}

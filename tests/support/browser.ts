import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { z } from 'zod';
import { callScript, root } from './child';

export interface Browser {
  page: Page;
  /** Runs a test's steps, and leaves a picture of the page in `.tmp/screenshots` when they fail. */
  watch(name: string, steps: (page: Page) => Promise<void>): Promise<void>;
  /** Leaves a picture of the page there, for people to look at. */
  keep(name: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * The machine's own Chromium, with a profile that is thrown away.
 * @param timezoneId where the person before it is (IANA); where the machine is, if it is not given
 */
export async function openBrowser({ timezoneId }: { timezoneId?: string } = {}): Promise<Browser> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'club-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...(await findChromium()),
    headless: true,
    viewport: { width: 1400, height: 900 },
    locale: 'en-GB',
    ...(timezoneId !== undefined && { timezoneId }),
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    watch: (name, steps) => watch(page, name, steps),
    keep: async (name) => void (await picture(page, name)),
    close: () => close(context, profile),
  };
}

const installed = z.object({ executablePath: z.string(), args: z.array(z.string()) });

async function findChromium(): Promise<z.infer<typeof installed>> {
  const found = installed.safeParse(await callScript('scripts/lib/chromium.mjs', 'findChromium'));
  if (!found.success) throw new Error('No Chromium is installed: the browser tests cannot run.');
  return found.data;
}

async function watch(page: Page, name: string, steps: (page: Page) => Promise<void>): Promise<void> {
  try {
    await steps(page);
  } catch (error) {
    console.error(`The page as it was: ${await picture(page, name)}`);
    throw error;
  }
}

/** @returns the file */
async function picture(page: Page, name: string): Promise<string> {
  const file = path.join(root, '.tmp/screenshots', `${name.replace(/\W+/g, '-')}.png`);
  await page.screenshot({ path: file, fullPage: true });
  return file;
}

async function close(context: BrowserContext, profile: string): Promise<void> {
  await context.close();
  fs.rmSync(profile, { recursive: true, force: true });
}

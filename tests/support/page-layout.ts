import type { Page } from 'playwright-core';
import { z } from 'zod';
import { accessibilityFaults } from './accessibility';

const found = z.array(z.string());

/** Runs in the page: what is wrong with how it is laid out, each in a line. */
const script = `(() => {
  const faults = [];
  const page = document.documentElement;
  if (page.scrollHeight > page.clientHeight) faults.push('the page scrolls beside its content');
  const content = document.querySelector('main').parentElement;
  for (let at = content; at; at = at.parentElement)
    if (at.scrollWidth > at.clientWidth + 1 && getComputedStyle(at).overflowX !== 'visible')
      faults.push('the page scrolls sideways: ' + at.scrollWidth + ' in ' + at.clientWidth);
  for (const text of document.querySelectorAll('main td p, main td a, main dt, main dd, main h2')) {
    const box = text.closest('td, section').getBoundingClientRect();
    const own = text.getBoundingClientRect();
    if (own.right > box.right + 1) faults.push('runs out of its box: ' + text.textContent.slice(0, 40));
  }
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (at) => {
    const colour = getComputedStyle(at).backgroundColor;
    const [, , , alpha = 1] = channels(colour);
    return alpha > 0 || !at.parentElement ? colour : ground(at.parentElement);
  };
  for (const text of document.querySelectorAll('main table span, main section h2 + * span')) {
    // What is for screen readers alone is a pixel wide.
    if (text.children.length > 0 || !text.textContent.trim() || text.offsetWidth < 2) continue;
    const [light, dark] = [luminance(getComputedStyle(text).color), luminance(ground(text))].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) faults.push('contrast of ' + contrast.toFixed(2) + ': ' + text.textContent);
  }
  return [...new Set(faults)];
})()`;

/** What keeps a page of the panel from being read as it is laid out now: sideways scrolling, cut texts, weak contrast. */
const layoutFaults = async (page: Page): Promise<string[]> => found.parse(await page.evaluate(script));

/** What is wrong with a page of the panel for those who look at it, and for those who listen to it. */
export const pageFaults = async (page: Page): Promise<string[]> => [
  ...(await layoutFaults(page)),
  ...(await accessibilityFaults(page)),
];

/** The widths, languages and themes that a page of the panel is looked at in. */
export const looks = [
  { width: 1280, language: 'en', theme: 'light' },
  { width: 1280, language: 'it', theme: 'dark' },
  { width: 390, language: 'it', theme: 'light' },
] as const;

export interface Look {
  width: number;
  language: 'en' | 'it';
  theme: 'light' | 'dark';
}

/** Opens a page of the panel in one of its looks, and ends in English at the usual width. */
export async function inLook(
  page: Page,
  { width, language, theme }: Look,
  steps: () => Promise<void>,
): Promise<void> {
  const wear = (of: string, as: string) =>
    page.evaluate(
      `localStorage.setItem('strapi-admin-language', '${of}'); localStorage.setItem('STRAPI_THEME', '${as}')`,
    );
  const usual = page.viewportSize();
  await page.setViewportSize({ width, height: 900 });
  await wear(language, theme);
  try {
    await steps();
  } finally {
    await wear('en', 'light');
    if (usual) await page.setViewportSize(usual);
  }
}

import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = fs.readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** Slides of Strapi's carousel of pictures are groups, which cannot be selected. */
const ofStrapi = /aria-roledescription="slide"/;

/** What axe finds serious or critical on a page, with the first elements it finds it at. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResults>(`axe.run({ resultTypes: ['violations'] })`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => {
      const elements = nodes
        .filter(({ html }) => !ofStrapi.test(html))
        .map(({ html, any: [why] }) => `${html.slice(0, 160)} ${why?.message ?? ''}`);
      return elements.length === 0 ? [] : [`${id} (${elements.length}): ${elements.slice(0, 3).join(' | ')}`];
    });
}

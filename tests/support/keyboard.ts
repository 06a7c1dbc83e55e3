import type { Page } from 'playwright-core';
import { z } from 'zod';

/** Numbers what somebody can click in the content of a page, and returns what each is called. */
const numberControls = `(() => {
  document.activeElement?.blur();
  const controls = [...document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary, [role=combobox])')]
    .filter((each) => each.getClientRects().length > 0 && !each.matches(':disabled, [aria-disabled=true]'))
    .filter((each) => getComputedStyle(each).visibility === 'visible' && !each.closest('[aria-hidden=true], [role=tablist]'));
  controls.forEach((each, index) => (each.dataset.control = index));
  return controls.map((each) => (each.ariaLabel || each.textContent || each.name || each.outerHTML).trim().slice(0, 60));
})()`;

/** Whether what has the focus looks otherwise than without it: the design system outlines it, or what is around it. */
const focused = `(() => {
  const at = document.activeElement;
  const isOutlined = (each, pseudo) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each, pseudo);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  // Of a link, it colours a border laid over it, which is transparent else.
  const isFramed = (each) => {
    const { content, borderTopWidth, borderTopColor } = getComputedStyle(each, '::after');
    return content !== 'none' && parseFloat(borderTopWidth) > 0 && borderTopColor !== 'rgba(0, 0, 0, 0)';
  };
  const around = [at, at.parentElement, at.parentElement?.parentElement].filter(Boolean);
  return {
    control: at.dataset.control === undefined ? null : Number(at.dataset.control),
    isSeen: isFramed(at) || around.some((each) => isOutlined(each) || isOutlined(each, '::after')),
  };
})()`;

const names = z.array(z.string());
const focus = z.object({ control: z.number().nullable(), isSeen: z.boolean() });

/** More than stand before the content of a page: the menu and the header. */
const elsewhere = 40;

/** What in the content of a page the Tab key does not reach, or reaches and nobody sees it, each in a line. */
export async function keyboardFaults(page: Page): Promise<string[]> {
  // A focused link gets its frame within a fifth of a second.
  await page.addStyleTag({ content: '*, *::after { transition: none !important }' });
  const controls = names.parse(await page.evaluate(numberControls));
  const reached = new Map<number, boolean>();
  for (let step = 0; step < controls.length + elsewhere && reached.size < controls.length; step += 1) {
    await page.keyboard.press('Tab');
    const { control, isSeen } = focus.parse(await page.evaluate(focused));
    if (control !== null) reached.set(control, isSeen);
  }
  return controls.flatMap((name, control) => {
    if (!reached.has(control)) return [`Tab does not reach: ${name}`];
    return reached.get(control) === true ? [] : [`has the focus, and nobody sees it: ${name}`];
  });
}

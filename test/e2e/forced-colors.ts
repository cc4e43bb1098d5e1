import type { Page } from 'playwright-core';
import { z } from 'zod';
import { whatStays } from './browser.ts';
import { picture } from './picture.ts';

/** Buttons that have an edge, fields, and the boxes in which something is chosen. */
const edged =
  '.btn-primary, .btn-secondary, .btn-danger, .field-box, textarea, .picker-box, .date-box';
const written = `${edged}, .btn, a, button, [role=tab], [role=radio], [role=checkbox]`;

/** In the colours that a person's system sets, what is pressed or filled in is still told from what lies around it. */
export async function forcedColorFaults(page: Page, name: string): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  const found = await whatStays(page, () => badlyForced(page));
  await page.evaluate(() => scrollTo(0, 0));
  await picture(page, `${name}-forced`);
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
  return found.map((fault) => `in forced colours: ${fault}`);
}

async function badlyForced(page: Page): Promise<string[]> {
  const found = await page.evaluate(
    ([withEdge, withText]) => {
      if (!matchMedia('(forced-colors: active)').matches)
        return ['the browser did not take over the colours'];
      const isClear = (color: string) => color === 'transparent' || color.endsWith(', 0)');
      const groundOf = (element: Element | null): string => {
        for (let at = element; at; at = at.parentElement) {
          const { backgroundColor } = getComputedStyle(at);
          if (!isClear(backgroundColor)) return backgroundColor;
        }
        return getComputedStyle(document.documentElement).backgroundColor;
      };
      const seen = (selector: string) =>
        [...document.querySelectorAll(selector)].filter(
          (one) =>
            one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
            one.getBoundingClientRect().width > 1,
        );
      const nameOf = (one: Element) => one.outerHTML.slice(0, 120);
      const hasEdge = (one: Element) => {
        const { borderBottomWidth, borderBottomStyle, borderBottomColor } = getComputedStyle(one);
        const isDrawn = borderBottomStyle !== 'none' && parseFloat(borderBottomWidth) > 0;
        const around = groundOf(one.parentElement);
        return (isDrawn && borderBottomColor !== around) || groundOf(one) !== around;
      };
      const isRead = (one: Element) =>
        (one.textContent ?? '').trim() === '' || getComputedStyle(one).color !== groundOf(one);
      return [
        ...seen(withEdge)
          .filter((one) => !hasEdge(one))
          .map((one) => `no edge: ${nameOf(one)}`),
        ...seen('.btn-quiet, .btn-bare')
          .filter((one) => {
            const { borderTopColor, borderTopWidth } = getComputedStyle(one);
            return parseFloat(borderTopWidth) > 0 && borderTopColor !== groundOf(one.parentElement);
          })
          .map((one) => `an edge that is meant for nobody: ${nameOf(one)}`),
        ...seen(withText)
          .filter((one) => !isRead(one))
          .map((one) => `not read: ${nameOf(one)}`),
      ];
    },
    [edged, written] as const,
  );
  return z.array(z.string()).parse(found);
}

import type { Page } from 'playwright-core';
import { z } from 'zod';

/** Days and hours that stand on two lines: each of them is read as one word. */
export async function brokenDays(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => {
    const whole = /[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}(?: \d{4})?\b|\b\d{1,2}:\d{2} [ap]m\b/g;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.checkVisibility() || node.parentElement.closest('.vh')) continue;
      for (const { 0: words, index } of (node.nodeValue ?? '').matchAll(whole)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + words.length);
        const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
        if (new Set(tops).size > 1)
          broken.push(
            `${words} stands on two lines: ${node.parentElement.outerHTML.slice(0, 200)}`,
          );
      }
    }
    return broken;
  });
  return z.array(z.string()).parse(found);
}

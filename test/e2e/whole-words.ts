import type { Page } from 'playwright-core';
import { z } from 'zod';

/** Days, hours, telephone numbers and addresses that stand on two lines: each of them is read as one word. */
export async function brokenDays(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => {
    const whole =
      /[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}(?: \d{4})?\b|\b\d{1,2}:\d{2} [ap]m\b|\b(?:\d{3}-)?\d{3}-\d{4}\b|[\w.+-]+@[\w.-]+\w/g;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.checkVisibility() || node.parentElement.closest('.vh')) continue;
      for (const { 0: words, index } of (node.nodeValue ?? '').matchAll(whole)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + words.length);
        const lines = [...range.getClientRects()];
        const tops = lines.map(({ top }) => Math.round(top));
        const length = lines.reduce((sum, { width }) => sum + width, 0);
        // What is longer than any line there has to go on in the next.
        const block = node.parentElement.closest('p, li, td, th, dd, dt, div') ?? document.body;
        if (new Set(tops).size > 1 && length < block.clientWidth)
          broken.push(
            `${words} stands on two lines: ${node.parentElement.outerHTML.slice(0, 200)}`,
          );
      }
    }
    return broken;
  });
  return z.array(z.string()).parse(found);
}

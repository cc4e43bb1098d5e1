import type { Page } from 'playwright-core';

/** Whatever this browser would keep of a page after it is closed, where the next person at the machine finds it. */
const keptBy = (page: Page) =>
  page.evaluate(async () => ({
    local: JSON.stringify(Object.entries(localStorage)),
    session: JSON.stringify(Object.entries(sessionStorage)),
    history: JSON.stringify(history.state),
    address: decodeURIComponent(location.href),
    // The test puts the session there itself, where a script can read it; the product does not.
    cookies: document.cookie.replace(/(?:^|; )session=[^;]*/, ''),
    databases: (await indexedDB.databases()).map(({ name }) => name ?? '').join(),
    caches: 'caches' in window ? (await caches.keys()).join() : '',
  }));

/** No name stands in any of it; and there is no store of pages, and no cookie that a script could read. */
export async function keptFaults(page: Page, names: readonly string[]): Promise<string[]> {
  const kept = await keptBy(page);
  const named = Object.entries(kept).flatMap(([place, text]) =>
    names.filter((name) => text.includes(name)).map((name) => `${place} keeps ${name}`),
  );
  const stores = (['cookies', 'databases', 'caches'] as const).filter(
    (place) => kept[place] !== '',
  );
  return [...named, ...stores.map((place) => `${place} keep ${kept[place]}`)];
}

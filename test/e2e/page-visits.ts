import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { comesTrue, listenTo, openBrowser, openWindow, serveHouse, whatStays } from './browser.ts';
import { excessOf } from './eyes.ts';
import { barredPages } from './pages-barred.ts';
import { givenForPages } from './pages-given.ts';
import { oversightPages } from './pages-oversight.ts';
import { mainPages, otherPages } from './pages-table.ts';
import { picture, pictureFolder } from './picture.ts';
import type { Visited } from './visited.ts';

export const lesserPages = [...otherPages, ...barredPages, ...oversightPages];

/** Pages that ask for something, each with the question that they depend on. */
export const asking = [...mainPages, ...lesserPages].flatMap((visited) =>
  visited.asks ? [[visited.name, visited, visited.asks] as const] : [],
);

const wide = { width: 1440, height: 1000 };
export const phone = { width: 390, height: 844 };

/** An agency in which every page has something to show, and a way to open each of them. */
export async function openVisits({ isSample = false } = {}) {
  const browser: Browser = await openBrowser();
  const served = await serveHouse();
  const at = await givenForPages(served.house);
  if (isSample) {
    served.house.shell.isSample = true;
    await served.house.owner.query('update agency set is_sample = true');
  }

  const windows = new Map<string | undefined, Promise<BrowserContext>>();
  const left: { as: string | undefined; page: Page }[] = [];

  /** One for each reader, which does not fetch and read the same scripts again for every page. */
  function windowOf(as: string | undefined) {
    const known = windows.get(as);
    const window = known ?? openWindow(browser, { viewport: wide, timezoneId: 'America/New_York' });
    windows.set(as, window);
    return window;
  }

  /** A page that this reader has left: it has read the scripts and the rules of axe already. */
  function takeLeft(as: string | undefined): Page | undefined {
    const index = left.findIndex((one) => one.as === as);
    return index === -1 ? undefined : left.splice(index, 1)[0]?.page;
  }

  async function leave(as: string | undefined, page: Page) {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    page.removeAllListeners();
    await page.goto('about:blank');
    await page.emulateMedia({
      media: null,
      colorScheme: null,
      forcedColors: null,
      reducedMotion: null,
    });
    await page.setViewportSize(wide);
    left.push({ as, page });
  }

  /** Opens the page as its reader; whatever the browser or the server complains of is kept. */
  async function visit({ as, path, ready }: Visited, tamper?: (page: Page) => Promise<unknown>) {
    const page = takeLeft(as) ?? (await (await windowOf(as)).newPage());
    const complaints = listenTo(page);
    page.on('response', (response) => {
      if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
    });
    if (as) {
      const value = served.house.as(as).token ?? '';
      // On a slow machine their turn may come after more than the quarter of an hour that locks a session.
      await served.house.owner.query(
        `update auth.session_scope set used_at = auth.now() where session_id = (select id from sign_in.session where token = $1)`,
        [value],
      );
      await page.context().addCookies([{ name: 'session', value, url: served.origin }]);
    }
    await tamper?.(page);
    await page.goto(served.origin + path(at));
    await ready(page, at);
    return { page, complaints, close: () => leave(as, page) };
  }

  return {
    at,
    visit,
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}

export type Visits = Awaited<ReturnType<typeof openVisits>>;

export async function widthFaults(page: Page, widths: readonly number[]) {
  const faults: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    const beyond = await whatStays(page, () => excessOf(page));
    faults.push(...beyond.map((excess) => `at ${width} px it scrolls sideways by ${excess}`));
  }
  return faults;
}

/** What is made up says so, wherever one looks. */
export async function sampleFaults(page: Page) {
  const said = page.getByText('Sample data').filter({ visible: true });
  const where = `at ${page.viewportSize()?.width} px`;
  return whatStays(page, async () =>
    (await said.count()) > 0 ? [] : [`${where} nothing says that this is sample data`],
  );
}

const pressed = [
  '.btn, .segment > button, .rail a, .task-row, .tabs > *, .search',
  // The words beside a box are pressed as well as the box.
  'label:has(input[type=checkbox]), label:has(input[type=radio]), input:is([type=checkbox], [type=radio]):not(label *)',
  '[role=option], [role=menuitem], .picker-box, .combo > button, .date-box > button',
  'input.field-box, textarea, summary',
].join();

/** What is pressed by a finger is 44 px high; a word within a sentence is as high as its line. */
export async function touchFaults(page: Page) {
  const device = await page.context().newCDPSession(page);
  await device.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  if (!(await comesTrue(page, () => matchMedia('(pointer: coarse)').matches)))
    throw new Error('The browser took no finger for a finger.');
  const found = await whatStays(page, () => lowNow(page));
  await device.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  await device.detach();
  return found;
}

async function lowNow(page: Page): Promise<string[]> {
  const found = await page.evaluate(
    (those) =>
      [...document.querySelectorAll(those)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map((element) => ({ element, height: element.getBoundingClientRect().height }))
        .filter(({ height }) => height < 43.5)
        .map(
          ({ element, height }) =>
            `${Math.round(height)} px high: ${element.parentElement?.className} > ${element.outerHTML.slice(0, 120)}`,
        ),
    pressed,
  );
  return z.array(z.string()).parse(found);
}

/** The page as it stands, in the light and in the dark. */
export async function pictures(page: Page, name: string) {
  if (!pictureFolder) return;
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await picture(page, `${name}-${page.viewportSize()?.width}-${theme}`);
  }
}

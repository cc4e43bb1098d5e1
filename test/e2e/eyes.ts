import type { Page } from 'playwright-core';
import { z } from 'zod';
import { accessProblems, whatStays } from './browser.ts';
import { picture, pictureFolder } from './picture.ts';

const list = z.array(z.string());

/** What opens something and is the text of the page itself: rows, the agenda as a list, how many are due in a week. */
const kept =
  '.task-row, .week-count, .agenda-name, .room-left, .told, .slot-box, .table .btn-bare.link';

/** On paper nothing remains that only a screen can use, and nothing is cut off at the side. */
export async function printFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  return whatStays(page, () => printedNow(page));
}

async function printedNow(page: Page): Promise<string[]> {
  const found = await page.evaluate((texts) => {
    const seen = (element: Element) =>
      element.getClientRects().length > 0 && !element.matches(texts);
    const screenOnly = [
      ...document.querySelectorAll('button, [role=navigation], nav, .skip, .field'),
    ]
      .filter(seen)
      .map((element) => `on paper: ${element.outerHTML.slice(0, 120)}`);
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth
      ? [...screenOnly, `on paper ${scrollWidth - clientWidth} px are cut off`]
      : screenOnly;
  }, kept);
  return list.parse(found);
}

/** A list on paper says who is meant by number alone. */
export async function namesOnPaper(page: Page, names: readonly string[]): Promise<string[]> {
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').innerText();
  return names.filter((name) => text.includes(name)).map((name) => `on paper: ${name}`);
}

/** With motion reduced nothing moves by itself and nothing glides. */
export async function motionFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'screen', reducedMotion: 'reduce' });
  // What began to move before that was asked for comes to its end.
  return whatStays(page, () => movingNow(page));
}

async function movingNow(page: Page): Promise<string[]> {
  const found = await page.evaluate(() =>
    document.getAnimations().flatMap(({ effect, playState }) => {
      const { duration = 0 } = effect?.getComputedTiming() ?? {};
      const target = effect instanceof KeyframeEffect ? effect.target?.className : '';
      return playState === 'running' && Number(duration) > 10 ? [`it moves: ${target}`] : [];
    }),
  );
  return list.parse(found);
}

/** 1280 x 1024 at 400 %: what is fixed to the edges leaves more than half of the height to the page. */
export async function zoomFaults(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 256 });
  return whatStays(page, () => coveredNow(page));
}

async function coveredNow(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => {
    const stuck = [...document.querySelectorAll('body *')].filter((element) => {
      const { position, display, visibility } = getComputedStyle(element);
      const isStuck = position === 'fixed' || position === 'sticky';
      return isStuck && display !== 'none' && visibility === 'visible';
    });
    const heights = stuck
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(
        ({ box }) =>
          box.width > 200 &&
          box.top < innerHeight &&
          box.bottom > 0 &&
          box.height < innerHeight * 3,
      );
    const covered = heights.reduce((sum, { box }) => sum + Math.min(box.height, innerHeight), 0);
    return covered > innerHeight / 4
      ? [
          `at 400 % ${Math.round(covered)} of ${innerHeight} px are covered by ${heights
            .map(({ element, box }) => `${element.className} ${Math.round(box.height)}`)
            .join(', ')}`,
        ]
      : [];
  });
  return list.parse(found);
}

/** Walks by Tab: wherever the focus is, one sees it, and it is marked. */
export async function focusFaults(page: Page, steps: number): Promise<string[]> {
  const faults: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    faults.push(...(await whatStays(page, () => faultOf(focusFault(page)))));
  }
  return [...new Set(faults)];
}

const faultOf = async (fault: Promise<string>) => [await fault].filter((told) => told !== '');

/** Where the focus is now, one sees it and it is marked; '' where it is so, and where nothing has it. */
const focusFault = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return '';
    const box = element.getBoundingClientRect();
    const name = element.outerHTML.slice(0, 120);
    // A box that is drawn by its label shows the focus there; the parts of a date show it around all of them.
    const marked = [
      element,
      element.closest('label'),
      element.closest('.date-box'),
      element.parentElement,
    ];
    const hasMark = marked.some((one) => {
      if (!one) return false;
      const style = getComputedStyle(one);
      return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
    });
    const drawnElsewhere = [...(element.closest('label')?.querySelectorAll('*') ?? [])].some(
      (one) => Number.parseFloat(getComputedStyle(one).outlineWidth) >= 2,
    );
    if (!hasMark && !drawnElsewhere) return `the focus is not marked on ${name}`;
    const isOff = box.bottom < 0 || box.top > innerHeight;
    return isOff && box.width > 1 ? `the focus is out of sight on ${name}` : '';
  });

/** Nothing that stays at the edge of the window lies over all of what has the focus. */
const focusCovered = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return '';
    const { left, right, top, bottom } = (
      element.closest('label') ?? element
    ).getBoundingClientRect();
    const across = (left + right) / 2;
    const isSeen = [top + 2, (top + bottom) / 2, bottom - 2].some((y) => {
      const above = document.elementFromPoint(across, y);
      return above !== null && (element.contains(above) || above.contains(element));
    });
    return isSeen ? '' : `the focus is covered on ${element.outerHTML.slice(0, 120)}`;
  });

const sizes = [
  ['wide', 1440, 1000],
  ['phone', 390, 844],
] as const;

/** How far the page reaches out of the window at its side. */
export async function excessOf(page: Page): Promise<string[]> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return excess > 0 ? [`${excess} px`] : [];
}

/** What is wrong with the page as it stands, on a laptop and on a phone; its pictures go where SCREENSHOTS says. */
export async function faultsSeen(page: Page, name: string): Promise<string[]> {
  const found = await accessProblems(page);
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    const wide = await whatStays(page, () => excessOf(page));
    found.push(
      ...wide.map((excess) => `${name} scrolls sideways by ${excess} on a ${size} screen`),
    );
    for (const colorScheme of pictureFolder ? (['light', 'dark'] as const) : []) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await picture(page, `${name}-${size}-${colorScheme}`);
    }
  }
  await page.setViewportSize({ width: 1440, height: 1000 });
  return found;
}

/** What has the focus, as a screen reader would say it. */
export async function focusIn(page: Page): Promise<string> {
  const isThere = await page.evaluate(() => document.activeElement !== document.body);
  // Between the two questions it may have gone on, or nowhere.
  const snapshot = () => page.locator(':focus').ariaSnapshot({ timeout: 5_000 });
  const told = isThere ? await snapshot().catch(() => '') : '';
  // A name with a colon stands in marks of its own.
  return told.split('\n')[0]?.replace(/^- '?/, '') ?? '';
}

/** A heading takes the focus for whoever listens, and shows none to whoever looks. */
export async function faultsAtFocus(page: Page): Promise<string[]> {
  const isHeading = (await focusIn(page)).startsWith('heading');
  return whatStays(page, async () => [
    ...(isHeading ? [] : await faultOf(focusFault(page))),
    ...(await faultOf(focusCovered(page))),
  ]);
}

import type { Browser, Request } from 'playwright-core';
import { openBrowser } from '#test/e2e/browser.ts';
import { makeCaseload } from './caseload.ts';
import { median, round } from './load.ts';
import type { Measurement } from './measurement.ts';
import { makePattern } from './pattern.ts';
import { onStage, type Stage } from './stage.ts';

const rounds = 5;
const slowdown = 4;

type Opened = { seconds: number; rowsAfter: number; scriptBytes: number; scripts: number };

/** Today in a browser that has never been here: until its rows stand there and a click has picked the first one. */
export const benchFirstPage = (): Promise<Measurement[]> => onStage(firstPageOn);

async function firstPageOn(stage: Stage): Promise<Measurement[]> {
  await makePattern(stage);
  const { tokens } = await makeCaseload(stage.owner, { size: 500, name: 'First page' });
  const browser = await openBrowser();
  try {
    const opened: Opened[] = [];
    // The first visit warms up the server and the database, and is not counted.
    for (let nth = 0; nth <= rounds; nth += 1)
      opened.push(await openToday(browser, stage.origin, tokens.worker));
    return measured(opened.slice(1));
  } finally {
    await browser.close();
  }
}

function measured(opened: readonly Opened[]): Measurement[] {
  const seconds = opened.map((one) => one.seconds);
  return [
    {
      what: 'Script before Today answers a click, gzip',
      value: round(median(opened.map(({ scriptBytes }) => scriptBytes)) / 1_000, 1),
      unit: 'kB',
      limit: { atMost: 250 },
      because: `${opened[0]?.scripts ?? 0} files`,
    },
    {
      what: `Today answers a click, ${slowdown} times CPU slow-down, loopback`,
      value: round(median(seconds)),
      unit: 's',
      limit: { atMost: 1.5 },
      because: `rows after ${round(median(opened.map(({ rowsAfter }) => rowsAfter)))} s; slowest of ${rounds} ${round(Math.max(...seconds))} s`,
    },
  ];
}

async function openToday(browser: Browser, origin: string, token: string): Promise<Opened> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
  });
  try {
    await context.addCookies([{ name: 'session', value: token, url: origin }]);
    const page = await context.newPage();
    // On a busy machine a figure is bad, but it is a figure.
    page.setDefaultTimeout(180_000);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const scripts: Request[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request);
    });
    const begin = performance.now();
    await page.goto(origin, { waitUntil: 'commit' });
    const due = page.getByRole('row').locator('.due-date').first();
    await due.waitFor();
    const rows = performance.now();
    const needed = [...scripts];
    await due.click();
    await page.locator('[role=row][aria-selected=true]').first().waitFor();
    const answered = performance.now();
    const sizes = await Promise.all(needed.map((request) => request.sizes()));
    return {
      seconds: (answered - begin) / 1_000,
      rowsAfter: (rows - begin) / 1_000,
      scriptBytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
      scripts: needed.length,
    };
  } finally {
    await context.close();
  }
}

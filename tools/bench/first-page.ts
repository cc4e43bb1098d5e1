import { join } from 'node:path';
import type { Browser, CDPSession, Page, Request } from 'playwright-core';
import { openBrowser } from '#test/e2e/browser.ts';
import { makeCaseload } from './caseload.ts';
import { median, round } from './load.ts';
import type { Measurement } from './measurement.ts';
import { makePattern } from './pattern.ts';
import { onStage, type Stage } from './stage.ts';

const rounds = 5;
const slowdown = 4;

type Spent = { busy: number; script: number; layout: number };
type Opened = {
  seconds: number;
  rowsAfter: number;
  scriptBytes: number;
  scripts: number;
  spent: Spent;
};

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
  const spent = (kind: keyof Spent) => round(median(opened.map((one) => one.spent[kind])));
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
      because: `rows after ${round(median(opened.map(({ rowsAfter }) => rowsAfter)))} s; slowest of ${rounds} ${round(Math.max(...seconds))} s; its thread was busy for ${spent('busy')} s, ${spent('script')} s of it with script, ${spent('layout')} s with style and layout`,
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
    const devtools = await context.newCDPSession(page);
    const told = await watch(page, devtools);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await devtools.send('Performance.enable');
    const scripts: Request[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request);
    });
    const begin = performance.timeOrigin + performance.now();
    await page.goto(origin, { waitUntil: 'commit' });
    const rows = await told('rows');
    const answer = await answeredAfter(() => told('answer'), devtools, rows);
    const needed = [...scripts];
    const sizes = await Promise.all(needed.map((request) => request.sizes()));
    return {
      seconds: (answer.at - begin) / 1_000,
      rowsAfter: (rows.at - begin) / 1_000,
      scriptBytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
      scripts: needed.length,
      spent: await spentIn(devtools),
    };
  } finally {
    await context.close();
  }
}

type Place = { x: number; y: number };
type Told = Place & { name: string; at: number };

/** Where the row moves on while it is pressed, the press is missed, and a person presses again. */
async function answeredAfter(answer: () => Promise<Told>, devtools: CDPSession, row: Place) {
  const pressAgain = async () => {
    const { result } = await devtools.send('Runtime.evaluate', {
      expression: 'placeOfRow()',
      returnByValue: true,
    });
    await click(devtools, result.value);
  };
  const again = setInterval(() => void pressAgain(), 1_000);
  try {
    await click(devtools, row);
    return await answer();
  } finally {
    clearInterval(again);
  }
}

/** What the page tells of itself. Nothing else looks into it meanwhile, which would cost it as much as its own work. */
async function watch(page: Page, devtools: CDPSession) {
  const heard: Told[] = [];
  const waiting = new Set<() => void>();
  devtools.on('Runtime.bindingCalled', ({ payload }) => {
    heard.push(JSON.parse(payload));
    for (const look of waiting) look();
  });
  await devtools.send('Runtime.enable');
  await devtools.send('Runtime.addBinding', { name: 'tellBench' });
  await page.addInitScript({ path: join(import.meta.dirname, 'watch-page.js') });
  return (name: string) =>
    new Promise<Told>((resolve, reject) => {
      // On a busy machine a figure is bad, but it is a figure.
      const enough = setTimeout(() => reject(new Error(`Today never showed: ${name}`)), 180_000);
      const look = () => {
        const found = heard.find((one) => one.name === name);
        if (!found) return;
        clearTimeout(enough);
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
}

/** A press of the mouse as the browser takes it from a hand: it waits for its turn like any other. */
async function click(devtools: CDPSession, { x, y }: Place) {
  const press = { x, y, button: 'left', clickCount: 1 } as const;
  await Promise.all([
    devtools.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y }),
    devtools.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...press }),
    devtools.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...press }),
  ]);
}

/** What the page's own thread did until then, by the browser's own account. */
async function spentIn(devtools: CDPSession): Promise<Spent> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
  return {
    busy: of('TaskDuration'),
    script: of('ScriptDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
  };
}

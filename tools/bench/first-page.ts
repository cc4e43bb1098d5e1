import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser } from '#test/e2e/browser.ts';
import { type BarePage, openBarePage } from './bare-page.ts';
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
  const browser = await launchBrowser();
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
  const cookie = { name: 'session', value: token, url: origin };
  const page = await openBarePage(browser, { cookie, width: 1440, height: 900 });
  try {
    await page.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.send('Performance.enable');
    await page.send('Page.enable');
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: watchPage });
    const begin = performance.timeOrigin + performance.now();
    await page.send('Page.navigate', { url: origin });
    const rows = seen.parse(await soon(page.ask(`whenTold('rows')`)));
    const answer = await answeredAfter(page, rows);
    const spent = await spentIn(page);
    const scripts = sizes.parse(await page.ask(`scriptsUntil(${answer.at})`));
    return {
      seconds: (answer.at - begin) / 1_000,
      rowsAfter: (rows.at - begin) / 1_000,
      scriptBytes: scripts.reduce((sum, size) => sum + size, 0),
      scripts: scripts.length,
      spent,
    };
  } finally {
    await page.close();
  }
}

const watchPage = readFileSync(join(import.meta.dirname, 'watch-page.js'), 'utf8');
const place = z.object({ x: z.number(), y: z.number() });
const seen = place.extend({ at: z.number() });
const sizes = z.array(z.number());

// On a busy machine a figure is bad, but it is a figure.
const enough = 180_000;

const soon = <T>(answer: Promise<T>) =>
  Promise.race([
    answer,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('Today never answered.')), enough).unref();
    }),
  ]);

/** Where the row moves on while it is pressed, the press is missed, and a person presses again. */
async function answeredAfter(page: BarePage, row: z.output<typeof place>) {
  const pressAgain = async () => click(page, place.parse(await page.ask('placeOfRow()')));
  const answer = page.ask(`whenTold('answer')`);
  const again = setInterval(() => void pressAgain(), 1_000);
  try {
    await click(page, row);
    return seen.parse(await soon(answer));
  } finally {
    clearInterval(again);
  }
}

/** A press of the mouse as the browser takes it from a hand: it waits for its turn like any other. */
async function click(page: BarePage, { x, y }: z.output<typeof place>) {
  const press = { x, y, button: 'left', clickCount: 1 };
  await Promise.all([
    page.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y }),
    page.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...press }),
    page.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...press }),
  ]);
}

const known = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });

/** What the page's own thread did until then, by the browser's own account. */
async function spentIn(page: BarePage): Promise<Spent> {
  const { metrics } = known.parse(await page.send('Performance.getMetrics'));
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
  return {
    busy: of('TaskDuration'),
    script: of('ScriptDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
  };
}

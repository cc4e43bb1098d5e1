import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import { servePages } from '#server/platform/http-pages.ts';
import { listen } from '#server/platform/http-server.ts';
import { startHouse } from '#test/house.ts';
import { freePort } from '#test/launcher/processes.ts';

/** Pages of the browser's own, which it would make ready for the address bar of each new window. */
const unseen = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
/** What Playwright turns off: the last of these switches is the only one that is read. */
const unwanted = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

const quiet = [
  `--disable-features=${[...unseen, ...unwanted].join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const macPlaces = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/** CHROME_PATH, else what is on the machine, else on Linux x64 the one that npm brought. */
export async function launchBrowser(): Promise<Browser> {
  const given = process.env['CHROME_PATH'];
  const executablePath = given || onThisMachine() || (await fromNpm());
  return chromium.launch({ executablePath, args: quiet });
}

let running: Browser | undefined;

/** One browser for all files of a worker, and gone with it: a file that closes it closes the windows that it opened there. */
export async function openBrowser(): Promise<Browser> {
  if (running?.isConnected()) return running;
  const browser = await launchBrowser();
  browser.close = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  };
  running = browser;
  return browser;
}

function onThisMachine(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...places, ...macPlaces].find((place) => existsSync(place));
}

async function fromNpm(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'The browser tests need Chromium, Chrome or Edge. Install one, or name it: CHROME_PATH=/path/to/chrome npm test',
    );
  // A folder of its own, for each worker: the package would take any file named "chromium" there for its browser, a half written one too.
  const folder = join(tmpdir(), `roundtable-browser-${process.env['VITEST_POOL_ID'] ?? '1'}`);
  await mkdir(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: npm, inflate, setupLambdaEnvironment } = await import('@sparticuz/chromium');
    const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const libraries = await inflate(join(dirname(main), '..', 'bin', 'al2023.tar.br'));
    setupLambdaEnvironment(join(libraries, 'lib'));
    const browser = await npm.executablePath();
    await nameFonts(join(folder, 'fonts'));
    return browser;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** The package's own list names places of another system; without any font the browser ends at the first letter that ours lack. */
async function nameFonts(folder: string) {
  const list = join(folder, 'fonts.conf');
  const wanted = `<?xml version="1.0"?>
<fontconfig><dir>${folder}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>
`;
  if ((await readFile(list, 'utf8')) !== wanted) await writeFile(list, wanted);
}

/** A house behind a port of its own, with the pages as they were built. */
export async function serveHouse({ isAlone = false } = {}) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const house = await startHouse({ publicOrigin: origin, isAlone });
  const pages = join(import.meta.dirname, '../../dist/web');
  if (!existsSync(join(pages, 'index.html')))
    throw new Error('The web pages are not built yet: npm test builds them first.');
  const app = await servePages(house.app, pages, house.shell);
  const server = await listen(app, { port, publicOrigin: origin });
  return {
    house,
    origin,
    close: async () => {
      await server.stop();
      await house.close();
    },
  };
}

export type ServedHouse = Awaited<ReturnType<typeof serveHouse>>;

/** A page that remembers what its console complained about: a test ends by expecting that to be nothing. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await openWindow(browser, options)).newPage();
  return { page, complaints: listenTo(page) };
}

/** A browser of somebody's own: cookies, and what it remembers. */
export async function openWindow(browser: Browser, options: BrowserContextOptions) {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  // Patient enough for a machine that does other things beside.
  context.setDefaultTimeout(60_000);
  return context;
}

/** What the page complains of from now on. */
export function listenTo(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser reports every refused request itself; the page shows those in words.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  return complaints;
}

/** A page of somebody who is signed in; without a path nothing is opened in it yet. */
export async function openPageAs(
  browser: Browser,
  { house, origin }: ServedHouse,
  { as, path, ...options }: BrowserContextOptions & { as: string; path?: string },
) {
  const opened = await openPage(browser, options);
  const value = house.as(as).token ?? '';
  await opened.page.context().addCookies([{ name: 'session', value, url: origin }]);
  if (path !== undefined) await opened.page.goto(`${origin}${path}`);
  return opened;
}

/** All that glided into place stands still, and the page was drawn once more since. */
const untilItStands = `(async () => {
  const drawn = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  const ends = ({ effect }) => effect?.getComputedTiming().endTime < Infinity;
  await drawn();
  await Promise.allSettled(document.getAnimations().filter(ends).map(({ finished }) => finished));
  await drawn();
})()`;

/**
 * Whether it came to be so in this time. Asked anew from outside: what a page itself asks again later is evaluated there, which our policy of
 * content forbids.
 */
export async function comesTrue(page: Page, isSo: () => boolean, within = 60_000) {
  const end = performance.now() + within;
  while (performance.now() < end) {
    if (await page.evaluate(isSo)) return true;
    await page.waitForTimeout(50);
  }
  return false;
}

/** What it is asked about is asked again once it stands: what is wrong for one drawing alone is nothing to look at. */
export async function whatStays(page: Page, look: () => Promise<string[]>): Promise<string[]> {
  const found = await look();
  if (found.length === 0) return found;
  await page.evaluate(untilItStands);
  return look();
}

// React Aria announces a pending button by a reference to it, which for some seconds outlives the button itself.
const lookWithAxe = (rules: string) => `(async () => {
  const { violations } = await axe.run(
    { exclude: ['[data-live-announcer] [role=img]'] },
    { resultTypes: ['violations'], ${rules} },
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200)));
})()`;

// The dark exchanges colours and nothing else, which the styles are held to.
const looks = [
  ['light', lookWithAxe('')],
  [
    'dark',
    lookWithAxe("runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }"),
  ],
] as const;

/** What axe finds on the page as it stands, in the light and in the dark: `rule: element`. */
export async function accessProblems(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [colorScheme, look] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(untilItStands);
    if (await page.evaluate(`typeof axe === 'undefined'`)) await page.evaluate(axe.source);
    const violations = z.array(z.string()).parse(await page.evaluate(look));
    found.push(...violations.map((one) => `${colorScheme} ${one}`));
  }
  return found;
}

/** What is smaller than 24 px and near to something else that is pressed; asked after the rest, which brought axe. */
export async function targetProblems(page: Page): Promise<string[]> {
  const look = lookWithAxe("runOnly: { type: 'rule', values: ['target-size'] }");
  return z.array(z.string()).parse(await page.evaluate(look));
}

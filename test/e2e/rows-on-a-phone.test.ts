import type { Page } from 'playwright-core';
import { z } from 'zod';
import { afterAll, expect, test } from 'vitest';
import type { listEndingConsents } from '#contract/consents-ahead.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import type { listStatements } from '#contract/statements.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { openWorld } from './open-world.ts';
import { pictureEachWay } from './picture.ts';

const { open, close } = await openWorld((house) => meetingsIn(house).agencyAtWork());
afterAll(close);

const client = { clientId: '0197a000-0000-7000-8000-000000000001', name: 'Marcus Bell' };
const consents: ReplyOf<typeof listEndingConsents> = {
  today: '2026-11-28',
  whose: 'mine',
  consents: [
    {
      consentId: client.clientId,
      client,
      recipients: ['Peter Novak, Stepstone Housing', 'Dr Hana Lee, Harborlight Clinic'],
      classes: ['general'],
      lastDay: '2026-12-01',
      daysLeft: 3,
      mayDismiss: true,
    },
  ],
  next: null,
};
const statements: ReplyOf<typeof listStatements> = {
  statements: [
    {
      statementId: client.clientId,
      standing: 'escalated',
      who: {
        person: { kind: 'provider', id: client.clientId },
        name: 'Dr Hana Lee',
        title: 'Physician',
        agency: 'Harborlight Clinic',
      },
      client,
      programName: 'Community Follow-up Program',
      conference: { conferenceId: client.clientId, number: 13 },
      reviewId: client.clientId,
      wasEmergency: false,
      thereInWords: 'Fri 20 Nov 2026, 2:01 pm to 2:19 pm Eastern',
      heardOn: '2026-11-20',
      dueOn: '2026-11-30',
      dueInWords: 'Mon 30 Nov 2026',
      lawsInWords: ['HIV-related information (Public Health Law Article 27-F)'],
      ownerName: 'Ana Reyes',
      hasDraftText: true,
      settled: null,
      may: { give: true, drop: false },
    },
  ],
  hasMore: false,
};

/** From the top of each line of a row to the next one. */
const stepsOf = async (page: Page) =>
  z.array(z.number()).parse(
    await page.evaluate(() => {
      const row = document.querySelector('.rows .row-text');
      const tops = new Set<number>();
      const walk = document.createTreeWalker(row ?? document, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(node);
        if (node.textContent?.trim() !== '')
          for (const { top } of range.getClientRects()) tops.add(Math.round(top));
      }
      const sorted = [...tops].toSorted((one, other) => one - other);
      return sorted.slice(1).map((top, index) => top - (sorted[index] ?? 0));
    }),
  );

test.each([
  ['/consents', '**/api/consents/ending?*', consents, 'Ends in 3 days'],
  ['/statements', '**/api/statements?*', statements, 'Due by Mon 30 Nov 2026'],
] as const)(
  'on a phone and on a tablet the lines of a row of %s stand close, and on a phone how it stands is the first of them (REQ-036)',
  async (path, asked, reply, standing) => {
    const { page, complaints } = await open('ana', '/account', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await page.route(asked, (route) => route.fulfill({ json: reply }));
    await page.goto(new URL(path, page.url()).href);
    const status = page.locator('.rows .row-text > .status');
    await status.getByText(standing).waitFor();

    const steps = await stepsOf(page);
    expect(steps.length).toBeGreaterThan(1);
    for (const step of steps) expect(step).toBeLessThan(27);
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const step of await stepsOf(page)) expect(step).toBeLessThan(27);
    await page.setViewportSize({ width: 390, height: 844 });
    const separator = await page
      .locator('.rows .row-text > .status + .sep')
      .evaluate((element) => getComputedStyle(element, '::before').content);
    expect(separator).toBe('none');
    await pictureEachWay(page, `rows${path.replace('/', '-')}`);
    expect(complaints).toEqual([]);
  },
);

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles, type Role } from '#domain/access/abilities.ts';
import { foundedAgency, goodPassword, joined, type Window } from '#test/browser-like.ts';
import { type GivenProgram, givenIn } from '#test/given.ts';
import { openBrowser, openPage, serveHouse } from './browser.ts';

const browser = await openBrowser();
const served = await serveHouse();
const { house, origin } = served;
const given = givenIn(house);

let admin: Window;
let agencyId: string;
let program: GivenProgram;
const employees = new Map<string, { email: string; staffId: string }>();

beforeAll(async () => {
  ({ window: admin, agencyId } = await foundedAgency(house, 'first@millpond.example'));
  const agency = { agencyId, name: 'millpond' };
  program = await given.program(agency);
  await given.client(agency, { program });
  await employ();
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

const auditedUntil = Temporal.Now.plainDateISO().add({ months: 1 }).toString();
const today = Temporal.Now.plainDateISO().toString();
const everything = { auditorScope: 'every', auditorPeriod: 'any', auditorSample: 'everybody' };
type Somebody = { name: string; roles: readonly Role[]; audits?: () => object };

const people: readonly Somebody[] = [
  ...roles.map((role) => ({
    name: role,
    roles: [role],
    ...(role === 'auditor' && { audits: () => everything }),
  })),
  {
    name: 'auditor of a period',
    roles: ['auditor'],
    audits: () => ({
      ...everything,
      auditorPeriod: 'between',
      auditorCoversFrom: today,
      auditorCoversUntil: today,
    }),
  },
  {
    name: 'auditor of a sample',
    roles: ['auditor'],
    audits: () => ({
      ...everything,
      auditorSample: 'drawn',
      auditorSampleSize: 5,
      auditorSampleSeed: 'spring',
    }),
  },
  {
    name: 'auditor of programs',
    roles: ['auditor'],
    audits: () => ({
      ...everything,
      auditorScope: 'chosen',
      auditorProgramIds: [program.programId],
    }),
  },
  { name: 'biller and case manager', roles: ['biller', 'case-manager'] },
];

/** Where somebody else might confirm it, an invitation or a role would wait for them: so the roles come last. */
async function employ() {
  for (const { name } of people) {
    const email = `${name.replaceAll(' ', '.')}@millpond.example`;
    const { staffId } = await joined(house, admin, { email });
    employees.set(name, { email, staffId });
  }
  for (const { name, audits } of people) {
    if (!audits) continue;
    const changed = await admin.post('/api/staff/change', {
      staffId: employees.get(name)?.staffId,
      fullName: name,
      title: name,
      roles: ['auditor'],
      auditorUntil: auditedUntil,
      ...audits(),
    });
    if (changed.status !== 200) throw new Error(changed.text);
  }
  for (const { name, roles: held } of people)
    await house.owner.query(
      `with before as (delete from staff_role where staff_id = $2 and role <> all($3::text[]))
       insert into staff_role (agency_id, staff_id, role, granted_at)
       select $1, $2, unnest($3::text[]), now() on conflict do nothing`,
      [agencyId, employees.get(name)?.staffId, held],
    );
}

const stands = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
};

/** Whoever begins at another page than Today is taken there. */
async function signedIn(email: string) {
  const { page, complaints } = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await page.goto(origin);
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await stands(page);
  return { page, complaints };
}

test.each(people)(
  'a $name signs in, comes back and opens each of their own pages, and no denial stands in the trail that nobody tried (S16)',
  async ({ name }) => {
    const { email = '', staffId } = employees.get(name) ?? {};
    const { page, complaints } = await signedIn(email);
    await page.goto(origin);
    await stands(page);
    const own = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').all();
    expect(own.length).toBeGreaterThan(0);
    for (const link of own) {
      await link.click();
      await stands(page);
    }
    await page.goto(`${origin}/account`);
    await stands(page);
    const { rows } = await house.owner.query(
      `select operation from audit where actor_id = $1 and outcome <> 'done'`,
      [staffId],
    );
    expect(rows).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
);

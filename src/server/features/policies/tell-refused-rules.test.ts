import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { askToTellRefusedRules } from './tell-refused-rules.ts';

const house = await startHouse();
const given = givenIn(house);
let programId: string;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2026-06-01T15:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Positive Futures' });
  programId = program.programId;
  await given.staff(agency, 'ana', { roles: ['case-manager', 'supervisor'], program });
  await given.agency('hillside');
});

/** What the product refuses to everybody: the published version is written over. */
async function graceDays(days: string) {
  await house.owner.query('alter table program_policy disable trigger user');
  await house.owner.query(
    `update program_policy set document = jsonb_set(document, '{cadence,0,graceDays}', $2) where program_id = $1`,
    [programId, days],
  );
  await house.owner.query('alter table program_policy enable trigger user');
}

/** Who is written to at that moment. */
async function told(at: string) {
  await house.at(at);
  house.mails.length = 0;
  await askToTellRefusedRules(house.shell);
  await house.runJobs();
  await house.runJobs();
  return house.mails.map(({ to }) => to.replace('@example.org', ''));
}

test('the administrators are written to once when stored rules are refused, by day, and again when that comes back (REQ-021, REQ-142)', async () => {
  expect(await told('2026-06-01T16:00:00Z')).toEqual([]);
  await graceDays('"none"');
  // Eleven o'clock in Greenwich is seven in New York.
  expect(await told('2026-06-02T10:30:00Z')).toEqual([]);
  expect(await told('2026-06-02T11:30:00Z')).toEqual(['riverbend-admin']);
  expect(await told('2026-06-03T15:00:00Z')).toEqual([]);

  await graceDays('0');
  expect(await told('2026-06-04T15:00:00Z')).toEqual([]);
  await graceDays('"none"');
  expect(await told('2026-06-05T15:00:00Z')).toEqual(['riverbend-admin']);
});

test('the letter names no program and no rule, and leads to where it says what is wrong (EP-04, REQ-034)', async () => {
  await house.owner.query('delete from refused_rules_told');
  await told('2026-06-06T15:00:00Z');
  const [mail] = house.mails;

  expect(mail?.subject).toBe('A document is ready for you');
  expect(mail?.text).toContain('Sign in to read what helps:');
  expect(mail?.text).toContain('/admin/policies');
  expect(JSON.stringify(mail)).not.toMatch(/Positive|Futures|grace|conference|client/i);
});

test('what was put right before the letter is written needs none', async () => {
  await house.owner.query('delete from refused_rules_told');
  await house.at('2026-06-07T15:00:00Z');
  house.mails.length = 0;
  expect(await askToTellRefusedRules(house.shell)).toBe(1);
  await graceDays('0');
  await house.runJobs();
  await house.runJobs();

  expect(house.mails).toEqual([]);
});

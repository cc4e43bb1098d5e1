import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ImportView } from '#contract/imports.ts';
import { presetIds, presets } from '#domain/program-policy/presets/presets.ts';
import { rebuildDue } from '#server/features/today/rebuild-due.ts';
import { givenIn } from '#test/given.ts';
import { startHouse, type House } from '#test/house.ts';
import { confirm, countOf, importFile, sendFile } from '#test/imports/given-import.ts';
import { addFacts, superviseAll, today } from './facts-beside-an-import.ts';
import { linesByReference, type Line, type OwedLine } from './list-by-reference.ts';

const folder = process.env['ROUNDTABLE_SAMPLE_DATA'] ?? '';
const sample = join(folder, 'hmis-csv-fy2026.zip');
const hasSample = folder !== '' && existsSync(sample);

const houses: House[] = [];
afterAll(() => Promise.all(houses.map((house) => house.close())));

async function startedAt(moment: string) {
  const house = await startHouse();
  houses.push(house);
  await house.at(moment);
  const agency = await givenIn(house).agency('caseload');
  return { house, agency, admin: house.as('caseload-admin') };
}

async function listed(house: House, backlog: 'no' | 'yes'): Promise<Line[]> {
  const lines: Line[] = [];
  for (let after = ''; ;) {
    const path = `/api/today/due?scope=all&when=all&backlog=${backlog}${after}`;
    const { status, body } = await house.as('sue').get(path);
    expect(status).toBe(200);
    for (const { number, id, strength, status: stands, dueOn, daysLeft } of body.rows)
      lines.push({ number, id, strength, status: stands, dueOn, daysLeft });
    if (body.next === null) return lines;
    after = `&after=${body.next}`;
  }
}

/** Everything that each client owes, as it stands beside the rows: asked for by the page, as the screen does. */
async function owedBeside(house: House, clientIds: readonly string[]) {
  const found = new Map<string, OwedLine[]>();
  for (let from = 0; from < clientIds.length; from += 50) {
    const { status, body } = await house
      .as('sue')
      .post('/api/today/due/beside', { clientIds: clientIds.slice(from, from + 50) });
    expect(status).toBe(200);
    for (const { clientId, owed } of body.clients)
      found.set(
        clientId,
        owed.map(({ id, strength, status: stands, due }: OwedLine) => ({
          id,
          strength,
          status: stands,
          due,
        })),
      );
  }
  return found;
}

/** Every program of the agency under one preset after the other: the list is read through the API, line by line. */
async function compared(house: House, agencyId: string) {
  const sizes: [preset: string, due: number, backlog: number][] = [];
  for (const preset of presetIds) {
    await house.owner.query(`alter table program_policy disable trigger keep_policy`);
    await house.owner.query(
      `update program_policy set document = $2, effective_from = '2000-01-01' where agency_id = $1`,
      [agencyId, JSON.stringify(presets[preset])],
    );
    await house.owner.query(`alter table program_policy enable trigger keep_policy`);
    await rebuildDue(house.shell, null, async () => {});
    const policy = { ...presets[preset], effectiveFrom: Temporal.PlainDate.from('2000-01-01') };
    const wanted = await linesByReference(house, agencyId, policy);

    expect({ preset, due: await listed(house, 'no') }).toEqual({ preset, due: wanted.due });
    expect(await listed(house, 'yes')).toEqual(wanted.backlog);
    expect(await owedBeside(house, [...wanted.owed.keys()])).toEqual(wanted.owed);
    sizes.push([preset, wanted.due.length, wanted.backlog.length]);
  }
  return sizes;
}

test('an imported caseload has the due list that the reference says, under each of the five presets (REQ-142, EP-20)', async () => {
  const { house, agency } = await startedAt(`${today}T14:00:00Z`);
  await importFile(house, 'caseload-admin');
  const by = await superviseAll(house, agency);
  await addFacts(house, agency, by);

  const sizes = await compared(house, agency.agencyId);

  expect(sizes.map(([preset]) => preset)).toEqual([...presetIds]);
  expect(sizes.some(([, due]) => due > 0)).toBe(true);
});

test('the published sample caseload, with every enrollment of every organization in it, has the due list that the reference says, under each of the five presets (REQ-142, EP-20)', async ({
  skip,
}) => {
  skip(!hasSample, 'skipped: ROUNDTABLE_SAMPLE_DATA names no folder with hmis-csv-fy2026.zip');
  const { house, agency, admin } = await startedAt(`${today}T14:00:00Z`);
  const { body: sent } = await sendFile(house, 'caseload-admin', readFileSync(sample));
  const organizations: ImportView['organizations'] = sent.organizations;
  const choices = {
    organizations: organizations.map(({ id }) => ({ id, choice: 'this-agency' })),
    projects: organizations.flatMap(({ projects }) =>
      projects.map(({ id, name }) => ({
        id,
        becomes: {
          kind: 'new',
          name: `${name} ${id}`,
          preset: 'comprehensive',
          goLiveOn: '2026-03-01',
        },
      })),
    ),
  };
  const preview = await admin.post(`/api/imports/${sent.importId}/choices`, choices);
  const { previewKey } = preview.body;
  const applied = await confirm(house, 'caseload-admin', { importId: sent.importId, previewKey });
  expect(applied.body.state).toBe('applied');
  const { made, read, skipped } = countOf(applied.body.report, 'enrollment');
  expect({ made, skipped }).toEqual({ made: read, skipped: {} });
  const by = await superviseAll(house, agency);
  await addFacts(house, agency, by);

  const sizes = await compared(house, agency.agencyId);

  const howMany = new Map(sizes.map(([preset, due, backlog]) => [preset, due + backlog]));
  expect(howMany.get('comprehensive')).toBeGreaterThan(1_500);
  expect(howMany.get('health-home')).toBeGreaterThan(1_500);
  expect(howMany.get('cfp')).toBeGreaterThan(400);
  expect(howMany.get('supportive')).toBeGreaterThan(200);
  // No rule of its own until the agency writes one: nothing is due, and nothing is late.
  expect(howMany.get('community-care')).toBe(0);
}, 300_000);

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ImportView } from '#contract/imports.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { confirm, countOf, kindsThatDoNotAddUp, rowCounts, sendFile } from './given-import.ts';

const folder = process.env['ROUNDTABLE_SAMPLE_DATA'] ?? '';
const sample = join(folder, 'hmis-csv-fy2026.zip');
const hasSample = folder !== '' && existsSync(sample);

const house = await startHouse({ isAlone: true });
const given = givenIn(house);
afterAll(() => house.close());

const presets = ['comprehensive', 'health-home', 'cfp', 'community-care', 'supportive'];
const openIn = ({ projects }: ImportView['organizations'][number]) =>
  projects.reduce((sum, { open }) => sum + open, 0);

test('the published sample export comes in: its two largest organizations as one agency (EP-20)', async ({
  skip,
}) => {
  skip(!hasSample, 'skipped: ROUNDTABLE_SAMPLE_DATA names no folder with hmis-csv-fy2026.zip');
  const { agencyId } = await given.agency('sample');
  const admin = house.as('sample-admin');
  const bytes = readFileSync(sample);
  const { body: open } = await sendFile(house, 'sample-admin', bytes);
  const organizations: ImportView['organizations'] = open.organizations;
  const own = organizations.toSorted((one, other) => openIn(other) - openIn(one)).slice(0, 2);
  const choices = {
    organizations: organizations.map(({ id }) => ({
      id,
      choice: own.some((one) => one.id === id) ? 'this-agency' : 'partner-name',
    })),
    projects: own.flatMap(({ projects }) =>
      projects.map(({ id, name }, at) => ({
        id,
        becomes: {
          kind: 'new',
          name: `${name} ${id}`,
          preset: presets[at % 5],
          goLiveOn: '2026-08-01',
        },
      })),
    ),
  };
  const preview = await admin.post(`/api/imports/${open.importId}/choices`, choices);
  const { previewKey } = preview.body;
  const listed: Record<string, number> = {};
  for (const kind of ['organization', 'project', 'worker'])
    for (let after: number | null = 0; after !== null;) {
      const page = await admin.get(
        `/api/imports/${open.importId}/rows?kind=${kind}&after=${after}`,
      );
      after = page.body.next;
      listed[kind] = (listed[kind] ?? 0) + page.body.rows.length;
    }
  const lastRows = await admin.get(`/api/imports/${open.importId}/rows?after=10590`);
  const { importId } = open;
  const { body } = await confirm(house, 'sample-admin', { importId, previewKey });
  const after = await rowCounts(house);

  const enrollments = own.flatMap(({ projects }) => projects.map((one) => one.enrollments));
  const total = enrollments.reduce((sum, one) => sum + one, 0);
  expect(body.state).toBe('applied');
  // How many classes the file states is told while it is open alone.
  expect(body.report).toEqual({
    ...preview.body.report,
    counts: preview.body.report.counts.filter(
      ({ kind }: { kind: string }) => kind !== 'sensitivity',
    ),
  });
  for (const kind of ['organization', 'project', 'worker']) {
    const { read, skipped } = countOf(body.report, kind);
    const { 'victim-service': fenced = 0 } = skipped;
    expect([kind, listed[kind]]).toEqual([kind, read - fenced]);
  }
  expect(lastRows.body.rows.map(({ row }: { row: number }) => row)).toEqual(
    Array.from({ length: 17 }, (_, at) => 10_591 + at),
  );
  expect(lastRows.body.next).toBeNull();
  expect(body.report.dueAtOnce.all).toBeGreaterThan(0);
  expect(kindsThatDoNotAddUp(body.report)).toEqual([]);
  expect(countOf(body.report, 'client').read).toBe(10_606);
  expect(countOf(body.report, 'enrollment')).toMatchObject({ read: 16_494, made: total });
  expect(countOf(body.report, 'organization')).toMatchObject({
    made: 24,
    skipped: { 'is-this-agency': 2, 'victim-service': 1 },
  });
  expect(after).toMatchObject({ enrollment: total, client: countOf(body.report, 'client').made });
  const { rows } = await house.owner.query(
    `select count(*)::integer as running from enrollment_version where agency_id = $1 and valid_to is null`,
    [agencyId],
  );
  expect(rows).toEqual([{ running: own.reduce((sum, one) => sum + openIn(one), 0) }]);

  const { body: second } = await sendFile(house, 'sample-admin', bytes);
  const again = await admin.post(`/api/imports/${second.importId}/choices`, second.choices);
  const counts: ImportView['report'] = again.body.report;
  expect(counts?.counts.map(({ made, matched, updated }) => made + matched + updated)).toEqual(
    counts?.counts.map(() => 0),
  );
  await admin.post(`/api/imports/${second.importId}/discard`);
});

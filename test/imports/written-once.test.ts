import { afterAll, expect, test } from 'vitest';
import { smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { importFile } from './given-import.ts';

const house = await startHouse({ isAlone: true });
const given = givenIn(house);
afterAll(() => house.close());

/** Enrollments that run, end today, ended on one day in two programs, and ended one after the other. */
const manyEnds = () => {
  const enrolled = withFile(smallExport(), 'Enrollment.csv', (rows) => [
    ...rows,
    ['E6', 'C1', 'PB', '2026-02-05', 'H1', '1', 'U2', ''],
    ['E7', 'C5', 'PB', '2025-04-01', 'H5', '1', 'U1', ''],
    ['E8', 'C2', 'PB', '2026-03-01', 'H1', '2', 'U2', ''],
    ['E9', 'C2', 'PB', '2025-03-01', 'H1', '2', 'U2', ''],
  ]);
  const projects = withFile(enrolled, 'Project.csv', (rows) => [
    ...rows,
    ['PB', 'A1', 'Sample Outreach', '4', ''],
  ]);
  return withFile(projects, 'Exit.csv', (rows) => [
    ...rows,
    ['X1', 'E1', '2026-08-20', ''],
    ['X6', 'E6', '2026-08-19', ''],
    ['X7', 'E7', '2025-09-30', ''],
    ['X9', 'E9', '2025-06-30', ''],
  ]);
};

const named = (id: string, name: string) => ({
  id,
  becomes: { kind: 'new', name, preset: 'comprehensive', goLiveOn: '2026-01-01' },
});

test('an import writes each client once, with the sight that the database derives from the enrollments (REQ-178)', async () => {
  await house.at('2026-08-20T14:00:00Z');
  await given.agency('once');
  const { body } = await importFile(house, 'once-admin', {
    from: manyEnds(),
    choices: {
      organizations: [{ id: 'A1', choice: 'this-agency' }],
      projects: [named('PA', 'Housing'), named('PB', 'Outreach')],
    },
  });
  expect(body.state).toBe('applied');

  // A row that was written twice leaves a second place on its page behind.
  const { rows } = await house.owner.query(
    `select count(*)::integer as clients, max((ctid::text::point)[1])::integer as places,
       count(distinct (staff_ids, manager_ids, team_ids, program_ids, overseeing_ids, scope_changes_on))::integer as sights
     from client`,
  );
  expect(rows).toEqual([{ clients: 3, places: 3, sights: 3 }]);
});

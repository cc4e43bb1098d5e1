import { expect, test } from 'vitest';
import { routes } from '#server/app.ts';
import { readRequirements } from '../../tools/ledger/requirements.ts';

const named = routes.map(({ endpoint: { path, requirements } }) => ({ path, requirements }));
const servedBy = (start: string) =>
  named.filter(({ path }) => path.startsWith(start)).map(({ requirements }) => requirements);

test('what an endpoint says that it serves is a requirement, and said once', () => {
  const known = new Set<string>(
    readRequirements(new URL('../../specs/requirements.yaml', import.meta.url)).map(({ id }) => id),
  );
  expect(named.length).toBeGreaterThan(200);
  expect(named.flatMap(({ requirements }) => requirements).filter((id) => !known.has(id))).toEqual(
    [],
  );
  const twice = named.filter(
    ({ requirements }) => new Set(requirements).size < requirements.length,
  );
  expect(twice).toEqual([]);
});

test.each([
  ['/api/emergency/open', 'REQ-178'],
  ['/api/emergency/review', 'REQ-178'],
  ['/api/staff-changes', 'REQ-178'],
  ['/api/held-elsewhere', 'REQ-142'],
  ['/api/provider-kinds', 'REQ-082'],
  ['/api/session/', 'REQ-178'],
  ['/api/sign-in', 'REQ-178'],
  ['/api/policies/take-back', 'REQ-021'],
  ['/api/snoozes', 'REQ-142'],
])('whatever begins with %s says that it serves %s', (start, id) => {
  const served = servedBy(start);
  expect(served.length).toBeGreaterThan(0);
  expect(served.filter((requirements) => !requirements.some((each) => each === id))).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { presets } from '#domain/program-policy/presets/presets.ts';
import type { GivenClient, GivenProgram, GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';
import { goldenScene } from './scene.ts';

const house = await startHouse();
const { given, here, home, ana, onTeam, provider } = await goldenScene(house);
let strict: GivenProgram;
let tess: GivenStaff;
afterAll(() => house.close());

beforeAll(async () => {
  const { conference } = presets['health-home'];
  strict = await given.program(here, {
    name: 'Strict',
    policy: {
      ...presets['health-home'],
      conference: {
        ...conference,
        requireServiceRelationship: 'block',
        clientPresence: 'required',
      },
    },
  });
  await onTeam(ana, strict, 'case-manager');
  tess = await given.staff(here, 'tess', {
    roles: ['case-manager'],
    program: home,
    teamRole: 'technician',
  });
});

const clientOf = (program: GivenProgram, worker: GivenStaff, name: string) =>
  given.client(here, { program, worker, name, enrolledOn: '2026-01-05' });

/** Somebody who may be told, and who has no part in the client's care. */
async function stranger(client: GivenClient, by: GivenStaff) {
  const { providerId } = await given.provider(here);
  await given.consent(here, { client, providerId, by });
  return { kind: 'provider' as const, id: providerId };
}

const itself = ({ clientId }: GivenClient) => ({ kind: 'client' as const, id: clientId });

test('without the case manager it is no conference, whoever else of the team leads it (REQ-081)', async () => {
  const client = await clientOf(home, tess, 'Ada One');
  const { verdict } = await holdBySteps(house, {
    client,
    leader: tess,
    others: [await provider(tess, client), itself(client)],
    on: '2026-05-11',
  });

  expect(verdict).toMatchObject({ counts: false, reasonCodes: ['NO_CASE_MANAGER'] });
});

test('a provider who does not serve the client is told of, and where the rules say so none counts (REQ-083)', async () => {
  const told = await clientOf(home, ana, 'Ben Two');
  const warned = await holdBySteps(house, {
    client: told,
    leader: ana,
    others: [await stranger(told, ana), itself(told)],
    on: '2026-05-12',
  });
  expect(warned.verdict).toMatchObject({
    counts: true,
    warningCodes: expect.arrayContaining(['PROVIDER_NOT_SERVING_CLIENT']),
  });

  const client = await clientOf(strict, ana, 'Cal Three');
  const { verdict } = await holdBySteps(house, {
    client,
    leader: ana,
    others: [await stranger(client, ana), itself(client)],
    on: '2026-05-13',
  });
  expect(verdict).toMatchObject({
    counts: false,
    reasonCodes: ['PROVIDER_NOT_SERVING_CLIENT'],
  });
});

test('that the client was not there is told of, and where the rules ask for them it does not count (REQ-136)', async () => {
  const told = await clientOf(home, ana, 'Dot Four');
  const warned = await holdBySteps(house, {
    client: told,
    leader: ana,
    others: [await provider(ana, told)],
    on: '2026-05-14',
  });
  expect(warned.verdict).toMatchObject({
    counts: true,
    warningCodes: expect.arrayContaining(['CLIENT_ABSENT_NO_REASON']),
  });

  const client = await clientOf(strict, ana, 'Eve Five');
  const { verdict } = await holdBySteps(house, {
    client,
    leader: ana,
    others: [await provider(ana, client)],
    on: '2026-05-15',
  });
  expect(verdict).toMatchObject({ counts: false, reasonCodes: ['CLIENT_ABSENT_NO_REASON'] });
});

test('whoever sits there alone exchanges nothing (REQ-114)', async () => {
  const client = await clientOf(home, ana, 'Fay Six');
  const { verdict } = await holdBySteps(house, { client, leader: ana, on: '2026-05-18' });

  expect(verdict?.counts).toBe(false);
  expect(verdict?.reasonCodes).toEqual(expect.arrayContaining(['TEAM_ONLY', 'ONE_WAY_ONLY']));
});

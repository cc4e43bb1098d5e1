import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transact } from '#server/platform/database.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let program: GivenProgram;
let ana: GivenStaff;
let bo: GivenStaff;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  here = await given.agency('here');
  program = await given.program(here);
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program });
  bo = await given.staff(here, 'bo', { roles: ['case-manager'], program });
});

const obligationsStored = async () => {
  const { rows } = await house.owner.query(
    `select * from obligation where agency_id = $1 order by enrollment_id, obligation_key`,
    [here.agencyId],
  );
  return rows;
};

const asService = { kind: 'service', service: 'daily-projection' } as const;

async function rebuildAll() {
  const { rows } = await house.owner.query<{ enrollment_id: string }>(
    `select enrollment_id from enrollment where agency_id = $1`,
    [here.agencyId],
  );
  const asker = { ...asService, agencyId: here.agencyId };
  await transact(
    house.shell.workerDatabase,
    { asker, purpose: 'administration' },
    async (tx, { at }) =>
      projectEnrollments(
        { tx, at, agencyId: here.agencyId },
        rows.map((row) => row.enrollment_id),
      ),
  );
}

// Until today, the fourth of May 2026: the product takes no fact from the future.
const day = fc
  .integer({ min: 0, max: 479 })
  .map((days) => Temporal.PlainDate.from('2025-01-10').add({ days }).toString());

type Step =
  | { do: 'enroll'; on: string }
  | { do: 'hold'; on: string; which: number }
  | { do: 'end'; on: string; which: number }
  | { do: 'hand-over'; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('enroll' as const), on: day }),
  fc.record({ do: fc.constant('hold' as const), on: day, which: fc.nat(9) }),
  fc.record({ do: fc.constant('end' as const), on: day, which: fc.nat(9) }),
  fc.record({ do: fc.constant('hand-over' as const), which: fc.nat(9) }),
);

type Known = {
  clientId: string;
  enrollmentId: string;
  startedOn: string;
  held: string | null;
  endedOn: string | null;
};

async function take(taken: Step, known: Known[]) {
  if (taken.do === 'enroll') {
    const client = await given.client(here, { program, worker: ana, enrolledOn: taken.on });
    known.push({ ...client, startedOn: taken.on, held: null, endedOn: null });
    return;
  }
  const one = known[taken.which % Math.max(known.length, 1)];
  if (!one) return;
  if (taken.do === 'hold') {
    await givenHeldElsewhere(house, here, { client: one, on: taken.on, by: ana });
    one.held = taken.on;
  } else if (taken.do === 'end') {
    const reply = await house.as('ana').post(`/api/enrollments/${one.enrollmentId}/end`, {
      endedOn: taken.on,
      reason: 'moved',
    });
    if (reply.status === 200) one.endedOn = taken.on;
  } else {
    await house.as('ana').post(`/api/enrollments/${one.enrollmentId}/assign`, {
      teamId: program.teamId,
      workerId: bo.staffId,
      from: '2026-05-04',
    });
  }
}

/** The 180-day rule in two lines, as somebody would say it who does not know our code. */
const dueOnByHand = ({ startedOn, held, endedOn }: Known) => {
  const counts = held !== null && held >= startedOn && (endedOn === null || held <= endedOn);
  return Temporal.PlainDate.from(counts ? held : startedOn)
    .add({ days: 180 })
    .toString();
};

test('after any sequence of facts the worklist says what a rebuild says, and what the rule says (REQ-027)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const known: Known[] = [];
      for (const taken of steps) await take(taken, known);

      const kept = await obligationsStored();
      await rebuildAll();
      expect(await obligationsStored()).toEqual(kept);
      const { rows } = await house.owner.query<{
        enrollment_id: string;
        due_on: string;
        state: string;
      }>(
        `select enrollment_id, due_on::text, state from obligation where enrollment_id = any($1)`,
        [known.map(({ enrollmentId }) => enrollmentId)],
      );
      for (const one of known) {
        const row = rows.find(({ enrollment_id: id }) => id === one.enrollmentId);
        expect(row).toMatchObject({
          due_on: dueOnByHand(one),
          state: one.endedOn === null ? 'open' : 'closed',
        });
      }
    }),
    { numRuns: 20 },
  );
});

test('a fact whose writer forgets to project is refused at the commit, and leaves nothing', async () => {
  const client = await given.client(here, { program, worker: ana, enrolledOn: '2026-01-15' });
  const asker = { ...asService, agencyId: here.agencyId };
  const hold = (thenProject: boolean) =>
    transact(house.ownerDatabase, { asker, purpose: 'administration' }, async (tx, { at }) => {
      await sql`insert into held_elsewhere (agency_id, held_elsewhere_id, client_id, enrollment_id, held_on, source, recorded_by, recorded_at)
        values (${here.agencyId}, ${house.newId()}, ${client.clientId}, ${client.enrollmentId}, '2026-03-01', 'other', ${ana.staffId}, ${at})`.execute(
        tx,
      );
      if (thenProject)
        await projectEnrollments({ tx, at, agencyId: here.agencyId }, [client.enrollmentId]);
    });
  const held = async () => {
    const { rows } = await house.owner.query(
      `select held_on::text from held_elsewhere where enrollment_id = $1`,
      [client.enrollmentId],
    );
    return rows;
  };

  await expect(hold(false)).rejects.toThrow('was changed and not projected again');
  expect(await held()).toEqual([]);
  await hold(true);
  expect(await held()).toEqual([{ held_on: '2026-03-01' }]);
});

test('nobody but the projector writes the worklist or takes a mark away', async () => {
  for (const attempt of [
    `update obligation set due_on = '2030-01-01'`,
    `delete from obligation`,
    `delete from stale_enrollment`,
  ]) {
    await expect(sql.raw(attempt).execute(house.shell.database)).rejects.toThrow(
      'permission denied',
    );
  }
});

test('two projections of one enrollment at the same time do not lose a fact', async () => {
  const client = await given.client(here, { program, worker: ana, enrolledOn: '2026-01-15' });
  const asker = { ...asService, agencyId: here.agencyId };
  const again = () =>
    transact(house.shell.workerDatabase, { asker, purpose: 'administration' }, async (tx, { at }) =>
      projectEnrollments({ tx, at, agencyId: here.agencyId }, [client.enrollmentId]),
    );

  await Promise.all([
    again(),
    givenHeldElsewhere(house, here, { client, on: '2026-04-01', by: ana }),
    again(),
  ]);

  const { rows } = await house.owner.query(
    `select due_on::text from obligation where enrollment_id = $1`,
    [client.enrollmentId],
  );
  expect(rows).toEqual([{ due_on: '2026-09-28' }]);
});

test('whoever does not see a client cannot project it', async () => {
  const there = await given.agency('there');
  const client = await given.client(here, { program, worker: ana, enrolledOn: '2026-01-15' });
  const before = await obligationsStored();
  const asker = { ...asService, agencyId: there.agencyId };

  await transact(house.shell.workerDatabase, { asker, purpose: 'administration' }, (tx, { at }) =>
    projectEnrollments({ tx, at, agencyId: there.agencyId }, [client.enrollmentId]),
  );

  expect(await obligationsStored()).toEqual(before);
});

import { sql } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import type { HeldSource } from '#domain/record/held-sources.ts';
import type { EnrollmentSpan } from '#domain/record/held-elsewhere.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { projectEnrollments } from './project-enrollments.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type Span = EnrollmentSpan & {
  enrollmentId: string;
  clientId: ClientId;
  programId: string;
  programName: string;
};

const spans = ({ tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>) =>
  tx
    .selectFrom('enrollment as e')
    .innerJoin('enrollment_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'e.agency_id')
        .onRef('v.enrollment_id', '=', 'e.enrollment_id')
        .on('v.superseded_at', 'is', null),
    )
    .innerJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 'e.agency_id').onRef('p.program_id', '=', 'e.program_id'),
    )
    .select([
      'e.enrollment_id as enrollmentId',
      'e.client_id as clientId',
      'e.program_id as programId',
      'p.name as programName',
      'v.valid_from as startedOn',
      'v.valid_to as endedOn',
    ])
    .where('e.agency_id', '=', agencyId);

/** The enrollments that the asker sees among these. */
export const spansOf = async (here: Here, enrollmentIds: readonly string[]): Promise<Span[]> =>
  enrollmentIds.length === 0
    ? []
    : spans(here).where('e.enrollment_id', 'in', enrollmentIds).execute();

/** The enrollments of these clients, latest first. */
export const spansOfClients = async (here: Here, clientIds: readonly ClientId[]): Promise<Span[]> =>
  clientIds.length === 0
    ? []
    : spans(here)
        .where('e.client_id', 'in', clientIds)
        .orderBy('v.valid_from', 'desc')
        .orderBy('e.enrollment_id')
        .execute();

export type Held = { heldOn: Temporal.PlainDate; source: HeldSource };

/** The last conference held elsewhere that is known of each of these enrollments. */
export async function heldElsewhereOf(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  enrollmentIds: readonly string[],
): Promise<Map<string, Held & { heldElsewhereId: string }>> {
  if (enrollmentIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('held_elsewhere')
    .select(['enrollment_id', 'held_elsewhere_id as heldElsewhereId', 'held_on', 'source'])
    .$narrowType<{ source: HeldSource }>()
    .where('agency_id', '=', agencyId)
    .where('enrollment_id', 'in', enrollmentIds)
    .where('superseded_at', 'is', null)
    .execute();
  return new Map(
    rows.map(({ enrollment_id: enrollmentId, held_on: heldOn, ...row }) => [
      enrollmentId,
      { heldOn, ...row },
    ]),
  );
}

export type Told = Held & { span: Span };
export type Outcomes = { recorded: number; corrected: number; unchanged: number };

/** What writing these would do; the same fact again does nothing. */
export async function planHeldElsewhere(here: Here, told: readonly Told[]) {
  const known = await heldElsewhereOf(
    here,
    told.map(({ span }) => span.enrollmentId),
  );
  const planned = told.map((each) => {
    const before = known.get(each.span.enrollmentId);
    const isSame = before?.heldOn.equals(each.heldOn) && before.source === each.source;
    return { ...each, outcome: isSame ? 'unchanged' : before ? 'corrected' : 'recorded' } as const;
  });
  const count = (outcome: keyof Outcomes) =>
    planned.filter((each) => each.outcome === outcome).length;
  return {
    changes: planned.filter(({ outcome }) => outcome !== 'unchanged'),
    outcomes: {
      recorded: count('recorded'),
      corrected: count('corrected'),
      unchanged: count('unchanged'),
    },
  };
}

const oneStatement = 1_000;

/** Writes what is new; a correction supersedes what was known, which stays. One fact for each enrollment. */
export async function saveHeldElsewhere(here: Here, told: readonly Told[]): Promise<Outcomes> {
  const { tx, at, agencyId, actor } = here;
  await lockEnrollments(here, told);
  const { changes, outcomes } = await planHeldElsewhere(here, told);
  for (let from = 0; from < changes.length; from += oneStatement) {
    const part = changes.slice(from, from + oneStatement).map((change) => ({
      ...change,
      heldElsewhereId: newId(at),
    }));
    await tx
      .updateTable('held_elsewhere')
      .set({ superseded_at: at })
      .where('agency_id', '=', agencyId)
      .where(
        'enrollment_id',
        'in',
        part.map(({ span }) => span.enrollmentId),
      )
      .where('superseded_at', 'is', null)
      .execute();
    await tx
      .insertInto('held_elsewhere')
      .values(
        part.map(({ span, heldOn, source, heldElsewhereId }) => ({
          agency_id: agencyId,
          held_elsewhere_id: heldElsewhereId,
          client_id: span.clientId,
          enrollment_id: span.enrollmentId,
          held_on: heldOn,
          source,
          recorded_by: actor,
          recorded_at: at,
        })),
      )
      .execute();
    await addToRecord(
      here,
      part.map(({ span, heldOn, outcome, heldElsewhereId }) => ({
        kind: 'held-elsewhere',
        change: outcome === 'corrected' ? 'corrected' : 'recorded',
        clientId: span.clientId,
        aboutId: heldElsewhereId,
        on: heldOn,
      })),
    );
  }
  await projectEnrollments(
    here,
    changes.map(({ span }) => span.enrollmentId),
  );
  return outcomes;
}

/** Two people who send the same list at once take their turns, always in the same order. */
async function lockEnrollments({ tx, agencyId }: Here, told: readonly Told[]) {
  const ids = told.map(({ span }) => span.enrollmentId);
  await sql`select enrollment_id from enrollment
    where agency_id = ${agencyId} and enrollment_id = any(${ids}::uuid[])
    order by enrollment_id for update`.execute(tx);
}

import { sql } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import type { EnrolledProgram } from '#domain/policy-clock/significant-changes.ts';
import { wordFor } from '#domain/program-policy/client-word.ts';
import { policyOn } from '#domain/program-policy/policy-in-force.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { programRulesOf } from './clock-facts.ts';
import { enrollmentsOf, findEnrollment } from '#server/stores/enrollments/enrollments.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId'>;

export type ProgramOfClient = EnrolledProgram & {
  clientId: ClientId;
  programId: string;
  timeZone: string;
  /** The date that it is where the program works. */
  today: Temporal.PlainDate;
};

/** Every enrollment of a client with the rules of its program, those that run first. */
export async function enrolledProgramsOf(
  here: Here,
  clientId: ClientId,
): Promise<ProgramOfClient[]> {
  const { tx, at, agencyId } = here;
  const enrollments = await enrollmentsOf(tx, agencyId, [clientId]);
  const programIds = [...new Set(enrollments.map(({ programId }) => programId))];
  const rules = await programRulesOf(here, programIds);
  return enrollments.flatMap((enrollment) => {
    const program = rules.get(enrollment.programId);
    if (!program) return [];
    const { enrollmentId, programName, programId, startedOn, endedOn } = enrollment;
    const { timeZone, policies } = program;
    const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
    return [
      {
        enrollmentId,
        clientId,
        programName,
        programId,
        startedOn,
        endedOn,
        policies,
        timeZone,
        today,
      },
    ];
  });
}

/** What the programs of a client call them, as far as their reader may know of them. */
export const clientWordIn = (programs: readonly ProgramOfClient[]): string =>
  wordFor(
    programs.flatMap(({ endedOn, policies, today }) => {
      const policy = policyOn(policies, today) ?? policies.at(-1);
      return policy ? [{ endedOn, vocabulary: policy.vocabulary }] : [];
    }),
  );

/** The same for a visit that has nothing of their programs at hand. */
export const clientWordOf = async (here: Here, clientId: ClientId): Promise<string> =>
  clientWordIn(await enrolledProgramsOf(here, clientId));

export async function findEnrolledProgram(
  here: Here,
  enrollmentId: string,
): Promise<ProgramOfClient> {
  const { clientId } = await findEnrollment(here.tx, here.agencyId, enrollmentId);
  const programs = await enrolledProgramsOf(here, clientId);
  const program = programs.find((each) => each.enrollmentId === enrollmentId);
  if (!program) throw new Refused('not-found');
  return program;
}

/** Who records something about the same client at the same time waits here; always in the same order. */
export async function lockEnrollmentsOf(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  clientId: ClientId,
): Promise<string[]> {
  const { rows } = await sql<{ enrollment_id: string }>`select enrollment_id from enrollment
    where agency_id = ${agencyId} and client_id = ${clientId} order by enrollment_id for update`.execute(
    tx,
  );
  return rows.map((row) => row.enrollment_id);
}

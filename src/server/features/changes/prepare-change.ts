import type { prepareChange as contract } from '#contract/changes.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import {
  changeKindsOn,
  classesFrom,
  higherClass,
  flawOfChangeDate,
} from '#domain/policy-clock/significant-changes.ts';
import { ruleNameIn } from '#domain/policy-clock/rule-names.ts';
import type { Visit } from '#server/platform/shell.ts';
import { caseClasses } from '#server/stores/case-classes.ts';
import { changesOf } from '#server/stores/clock/change-events.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { clientWordIn, enrolledProgramsOf } from '#server/stores/clock/enrolled-programs.ts';
import { staffNames } from '#server/stores/staff/staff.ts';
import { latestToday } from './change-dates.ts';

/** What is shown of what is recorded already: the latest, so that nobody records twice. */
const mostKnown = 20;

export async function prepareChange(
  { clientId, on: asked }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const { tx, agencyId } = visit;
  await findClient(tx, agencyId, clientId);
  const programs = await enrolledProgramsOf(visit, clientId);
  const today = latestToday(visit, programs);
  const on = asked === undefined ? today : Temporal.PlainDate.from(asked);
  const known = (await changesOf(visit, clientId)).slice(0, mostKnown);
  const names = await staffNames(
    tx,
    agencyId,
    known.map(({ recordedBy }) => recordedBy),
  );
  const { ofCase, seesAll } = await caseClasses(visit, clientId);
  const policies = programs.flatMap((program) => program.policies);
  return {
    today: today.toString(),
    flaw: flawOfChangeDate(on, programs, { today, client: clientWordIn(programs) }) ?? '',
    kinds: changeKindsOn(programs, on).map((kind) => ({
      ...kind,
      // Who may not read all of the case is not told by a form what it holds.
      class: seesAll ? higherClass(kind.class, ofCase) : kind.class,
      programs: [...kind.programs],
      classes: classesFrom(kind.class),
    })),
    known: known.map(({ changeEventId, code, occurredOn, recordedBy }) => ({
      changeEventId,
      code,
      label: ruleNameIn(policies, code),
      on: occurredOn.toString(),
      by: names.get(recordedBy) ?? 'Somebody',
    })),
  };
}

import type { readClockFacts as contract } from '#contract/clock-facts/read-clock-facts.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { ruleNameIn } from '#domain/policy-clock/rule-names.ts';
import type { Visit } from '#server/platform/shell.ts';
import { changesOf } from '#server/stores/clock/change-events.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { enrolledProgramsOf } from '#server/stores/clock/enrolled-programs.ts';
import { exemptionsOf } from '#server/stores/clock/exemptions.ts';
import { notesOf } from '#server/stores/fact-notes-read.ts';
import { wholeAgency } from '#server/stores/clock/obligations-scope.ts';
import { dutiesOf } from '#server/stores/clock/obligations-client.ts';
import { pausesOf } from '#server/stores/clock/pauses.ts';
import { reassessmentsOf } from '#server/stores/clock/reassessments.ts';
import { reviewsDue } from '#server/stores/conferences/reviews-due.ts';
import { staffNames } from '#server/stores/staff/staff.ts';
import { programFacts, type ClientFacts } from './program-facts.ts';

export async function readClockFacts(
  { clientId }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  await findClient(visit.tx, visit.agencyId, clientId);
  const programs = await enrolledProgramsOf(visit, clientId);
  const reviewDue = new Set<string>();
  for (const { today } of programs)
    for (const { id } of await reviewsDue(visit, wholeAgency, { today, clientId }))
      reviewDue.add(id);
  const policies = programs.flatMap((program) => program.policies);
  const changes = await changesOf(visit, clientId);
  const ofChanges = await notesOf(
    visit,
    changes.map(({ firstId }) => firstId),
  );
  const facts = await factsOf(visit, clientId, [
    ...changes.map(({ recordedBy }) => recordedBy),
    ...writersOf(ofChanges),
  ]);
  return {
    programs: programs.map((program) => programFacts(program, { ...facts, reviewDue })),
    changes: changes.map((event) => ({
      changeEventId: event.changeEventId,
      label: ruleNameIn(policies, event.code),
      on: event.occurredOn.toString(),
      class: event.class,
      wantsConference: event.wantsConference,
      by: facts.nameOf(event.recordedBy),
      notes: facts.notesIn(ofChanges, event.firstId),
    })),
    mayWrite: visit.abilities.has('record:write'),
  };
}

const writersOf = (notes: ClientFacts['notes']) =>
  [...notes.values()].flatMap((own) => own.map(({ by }) => by));

async function factsOf(
  visit: Visit,
  clientId: string,
  alsoNamed: readonly string[],
): Promise<Omit<ClientFacts, 'reviewDue'>> {
  const exemptions = await exemptionsOf(visit, clientId);
  const pauses = await pausesOf(visit, clientId);
  const notes = await notesOf(
    visit,
    [...exemptions, ...pauses].map(({ firstId }) => firstId),
  );
  const reassessments = await reassessmentsOf(visit, clientId);
  const names = await staffNames(visit.tx, visit.agencyId, [
    ...alsoNamed,
    ...[...exemptions, ...pauses, ...reassessments].map(({ recordedBy }) => recordedBy),
    ...writersOf(notes),
  ]);
  const nameOf = (staffId: string) => names.get(staffId) ?? 'Somebody who left';
  const notesIn: ClientFacts['notesIn'] = (found, firstId) =>
    (found.get(firstId) ?? []).map(({ text, by }) => ({ text, by: nameOf(by) }));
  return {
    duties: await dutiesOf(visit, clientId),
    reassessments,
    exemptions,
    pauses,
    nameOf,
    notesIn,
    notes,
  };
}

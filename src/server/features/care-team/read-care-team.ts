import { mayAssign } from '#domain/access/may-assign.ts';
import { personKey } from '#domain/people.ts';
import { relationshipWords } from '#domain/relationships.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import { caseClasses, classesToChoose, type CaseClasses } from '#server/stores/case-classes.ts';
import { careTeamOf, type CareTeamMember } from '#server/stores/clients/care-team.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { kindNamesOf } from '#server/stores/policies/provider-kinds.ts';
import { providersOn } from '#server/stores/directory/directory.ts';
import { enrollmentsOf } from '#server/stores/enrollments/enrollments.ts';
import { notesOf, type FactNote } from '#server/stores/fact-notes-read.ts';
import { staffNames } from '#server/stores/staff/staff.ts';
import { supportsOf } from '#server/stores/clients/supports.ts';
import { allWithTitles } from '#server/stores/conferences/colleague-titles.ts';

export async function readCareTeam({ clientId }: { clientId: string }, visit: Visit) {
  const { tx, today, agencyId } = visit;
  const client = await findClient(tx, agencyId, clientId);
  const team = await careTeamOf(tx, agencyId, [clientId]);
  const supports = await supportsOf(tx, agencyId, [clientId]);
  const notes = await notesOf(visit, [
    ...supports.map(({ supportId }) => supportId),
    ...team.map(({ servesAsId }) => servesAsId),
  ]);
  const classes = await caseClasses(visit, clientId);
  return {
    workers: await workers(visit, clientId),
    members: await describe(visit, { team, supports, notes, classes, today }),
    supports: supports.map(({ fullName, ...support }) => ({
      ...support,
      name: fullName,
      notedEarlier: notes.get(support.supportId)?.[0]?.text ?? '',
    })),
    mayNameCaseManager: visit.abilities.has('client:write') && mayAssign(visit, client),
    classes: classesToChoose(classes),
    today: today.toString(),
  };
}

async function workers({ tx, agencyId }: Visit, clientId: string) {
  const running = (await enrollmentsOf(tx, agencyId, [clientId])).filter(
    ({ endedOn }) => endedOn === null,
  );
  const names = await staffNames(
    tx,
    agencyId,
    running.map(({ workerId }) => workerId),
  );
  return running.flatMap(({ workerId, programName }) => {
    const name = names.get(workerId ?? '');
    return workerId === null || name === undefined
      ? []
      : [{ staffId: workerId, name, programName }];
  });
}

type Known = {
  team: readonly CareTeamMember[];
  supports: Awaited<ReturnType<typeof supportsOf>>;
  notes: ReadonlyMap<string, readonly FactNote[]>;
  classes: CaseClasses;
  today: Temporal.PlainDate;
};

async function describe(visit: Visit, { team, supports, notes, classes, today }: Known) {
  const people = team.map(({ person }) => person).filter(({ kind }) => kind !== 'support');
  const known = allWithTitles(
    visit,
    await peopleAsOf(visit, people, { on: today, knownAt: visit.at }),
    classes.seesAll,
  );
  const providers = await providersOn(
    visit,
    today,
    people.flatMap(({ kind, id }) => (kind === 'provider' ? [id] : [])),
  );
  const kinds = await kindNamesOf(visit);
  const kindName = (provider: { ownKind: string | null } | undefined) =>
    kinds.get(provider?.ownKind ?? '');
  return team.map(({ person, from, until, servesAsId, ...member }) => {
    const [words] = notes.get(servesAsId) ?? [];
    const support = supports.find(({ supportId }) => supportId === person.id);
    const other = known.get(personKey(person));
    const provider = providers.find(({ providerId }) => providerId === person.id);
    return {
      ...member,
      servesAs: words?.text ?? '',
      servesAsClass: classes.seesAll && words ? words.class : null,
      kind: person.kind,
      personId: person.id,
      name: support?.fullName ?? other?.name ?? 'Not known',
      about:
        support === undefined
          ? [other?.title, other?.agency, kindName(provider)].filter(Boolean).join(', ')
          : relationshipWords[support.relationship],
      providerClass: provider?.providerClass ?? null,
      from: from.toString(),
      until: until?.toString() ?? null,
    };
  });
}

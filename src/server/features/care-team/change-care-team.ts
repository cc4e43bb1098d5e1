import type * as contract from '#contract/care-team.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { mayAssign } from '#domain/access/may-assign.ts';
import { newId } from '#server/platform/ids.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import * as store from '#server/stores/clients/care-team.ts';
import { caseClasses } from '#server/stores/case-classes.ts';
import { findClient, lockClient, type Client } from '#server/stores/clients/clients.ts';
import { providerHistory } from '#server/stores/directory/directory.ts';
import { notesOf } from '#server/stores/fact-notes-read.ts';
import { addChosenNote } from '#server/stores/fact-notes.ts';
import { refuseFuture } from '#server/stores/enrollments/enrollment-choices.ts';
import { projectBeside } from '#server/stores/clock/project-enrollments.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { supportsOf } from '#server/stores/clients/supports.ts';
import { refuseToName } from '#server/stores/record/who-serves.ts';
import { clientWordOf } from '#server/stores/clock/enrolled-programs.ts';

const done = { done: true } as const;
type Added = InputOf<typeof contract.addToCareTeam>;
type Changed = InputOf<typeof contract.changeCareTeamMember>;

export async function addToCareTeam(
  { clientId, kind, personId, servesAs, class: wanted, ...asked }: Added,
  visit: Visit,
) {
  const { tx, today, agencyId } = visit;
  const client = await lockClient(tx, agencyId, clientId);
  if (!(await isKnown(visit, { clientId, kind, personId }))) throw new Refused('unknown-person');
  await refuseToName(visit, [{ clientId, person: { kind, id: personId } }], 'personId');
  const servesAsId = newId(visit.at);
  const role = { ...asked, servesAsId, isCaseManager: kind === 'staff' && asked.isCaseManager };
  if (role.isCaseManager) checkMayAssign(visit, client);
  const from = Temporal.PlainDate.from(asked.from);
  refuseFuture(from, today, 'from');
  const person = { kind, id: personId };
  const careTeamMemberId = await store.joinCareTeam(visit, { clientId, person }, { ...role, from });
  await addChosenNote(visit, { aboutId: servesAsId, clientId, text: servesAs, wanted });
  await projectBeside(visit, clientId);
  visit.touch(careTeamMemberId);
  return { careTeamMemberId };
}

async function isKnown(
  { tx, agencyId }: Visit,
  { clientId, kind, personId }: Pick<Added, 'clientId' | 'kind' | 'personId'>,
) {
  switch (kind) {
    case 'staff':
      return (await findStaff(tx, agencyId, personId))?.deactivatedAt === null;
    case 'provider':
      return (await providerHistory(tx, agencyId, personId)).length > 0;
    case 'support':
      return (await supportsOf(tx, agencyId, [clientId])).some(
        ({ supportId }) => supportId === personId,
      );
  }
}

/** A case manager reads what is restricted of the case, so naming or dismissing one is handing over. */
function checkMayAssign(visit: Visit, client: Client) {
  if (!mayAssign(visit, client)) throw new Refused('not-yours-to-assign');
}

export async function changeMember(
  { careTeamMemberId, servesAs, class: wanted, ...asked }: Changed,
  visit: Visit,
) {
  const { tx, today, agencyId } = visit;
  const member = await current(visit, careTeamMemberId);
  const servesAsId = await servesAsAnew(visit, member, { servesAs, wanted });
  const role = {
    ...asked,
    servesAsId,
    isCaseManager: member.person.kind === 'staff' && asked.isCaseManager,
  };
  if (role.isCaseManager !== member.isCaseManager)
    checkMayAssign(visit, await findClient(tx, agencyId, member.clientId));
  const from = asked.from === '' ? today : Temporal.PlainDate.from(asked.from);
  refuseFuture(from, today, 'from');
  await store.changeCareTeamRole(visit, member, { ...role, from });
  await projectBeside(visit, member.clientId);
  return done;
}

/** What the words are about from now on: what they were, or anew what was written. Who may write over them is never asked of the words. */
async function servesAsAnew(
  visit: Visit,
  { clientId, servesAsId: before }: store.CareTeamMember,
  { servesAs, wanted }: { servesAs: string | undefined; wanted: Changed['class'] },
) {
  if (servesAs === undefined) return before;
  if (!(await caseClasses(visit, clientId)).seesAll) throw badInput('servesAs', notTheirs);
  const [known] = (await notesOf(visit, [before])).get(before) ?? [];
  if ((known?.text ?? '') === servesAs && (wanted ?? known?.class) === known?.class) return before;
  const aboutId = newId(visit.at);
  await addChosenNote(visit, { aboutId, clientId, text: servesAs, wanted });
  return aboutId;
}

const notTheirs =
  'Only the case manager and their supervisor may change these words, with every training that is asked for. Leave them out.';

export async function leaveCareTeam(
  { careTeamMemberId, ...asked }: InputOf<typeof contract.leaveCareTeam>,
  visit: Visit,
) {
  const { tx, today, agencyId } = visit;
  const member = await current(visit, careTeamMemberId);
  if (member.isCaseManager && member.person.id !== visit.actor)
    checkMayAssign(visit, await findClient(tx, agencyId, member.clientId));
  const until = Temporal.PlainDate.from(asked.until);
  refuseFuture(until, today, 'until');
  if (Temporal.PlainDate.compare(until, member.roleFrom) < 0)
    throw badInput(
      'until',
      `What this person is to the ${await clientWordOf(visit, member.clientId)} was entered from ${member.roleFrom.toString()} on. Enter that day or a later one.`,
    );
  await store.leaveCareTeam(visit, member, until);
  await projectBeside(visit, member.clientId);
  return done;
}

async function current(visit: Visit, careTeamMemberId: string) {
  const member = await store.findCareTeamMember(visit.tx, visit.agencyId, careTeamMemberId);
  if (member.until !== null) throw new Refused('not-on-care-team-now');
  visit.touch(member.clientId);
  return member;
}

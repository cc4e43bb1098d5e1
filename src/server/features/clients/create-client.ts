import type * as contract from '#contract/clients.ts';
import type { InputOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addClient, isClientVisible, possibleDuplicates } from '#server/stores/clients/clients.ts';
import { addContactNote } from '#server/stores/contacts/contact-notes.ts';
import { checkStart } from '#server/stores/enrollments/enrollment-choices.ts';
import { beginEnrollment } from '#server/stores/enrollments/enrollments.ts';
import { checkLife } from './check-dates.ts';
import { clientRows, dateOrNull, personOf } from './client-view.ts';

export async function findDuplicates(
  { bornOn, ...name }: InputOf<typeof contract.findDuplicates>,
  visit: Visit,
) {
  const person = { ...name, bornOn: dateOrNull(bornOn) };
  const ids = await possibleDuplicates(visit.tx, visit.agencyId, person);
  return { clients: await clientRows(visit, ids) };
}

export async function createClient(input: InputOf<typeof contract.createClient>, visit: Visit) {
  const { tx, today, agencyId } = visit;
  const { programId, teamId, workerId, startedOn, contactNote, ...entered } = input;
  const person = personOf(entered);
  checkLife(person, today);
  const start = await checkStart(visit, { programId, teamId, workerId, startedOn });
  const made = await addClient(visit, person, teamId);
  await addContactNote(visit, made.clientId, contactNote);
  const enrollmentId = await beginEnrollment(visit, made.clientId, start);
  visit.touch(made.clientId, enrollmentId);
  return { ...made, isVisible: await isClientVisible(tx, agencyId, made.clientId) };
}

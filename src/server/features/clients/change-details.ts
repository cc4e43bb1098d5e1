import type * as contract from '#contract/client-details.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { Refused } from '#server/platform/refused.ts';
import { versionOf } from '#server/platform/seen-version.ts';
import type { Visit } from '#server/platform/shell.ts';
import * as identifiers from '#server/stores/clients/client-identifiers.ts';
import { factNotesOf } from '#server/stores/fact-notes-read.ts';
import { findClient, lockClient, saveClient, type Client } from '#server/stores/clients/clients.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { contactNoteOf, saveContactNote } from '#server/stores/contacts/contact-notes.ts';
import { checkLife } from './check-dates.ts';
import { channelsOf, dateOrNull, personOf } from './client-view.ts';

export async function readDetails({ clientId }: { clientId: string }, visit: Visit) {
  const { tx, agencyId } = visit;
  const client = await findClient(tx, agencyId, clientId);
  const details = await shownDetails(visit, client);
  return {
    ...details,
    clientId,
    number: client.number,
    version: versionOf(details),
    identifiers: await numbersOf(visit, clientId),
  };
}

/** What this asker is shown of what they may write over. */
async function shownDetails(visit: Visit, client: Client) {
  const { clientId, number: _number, managerIds: _theirs, overseeingIds: _over, ...known } = client;
  return {
    ...known,
    bornOn: client.bornOn?.toString() ?? '',
    deceasedOn: client.deceasedOn?.toString() ?? '',
    mayContactBy: channelsOf(client),
    contactNote: (await keepsContactNote(visit, clientId))
      ? await contactNoteOf(visit, clientId)
      : null,
  };
}

export async function changeDetails(
  {
    clientId,
    version,
    deceasedOn,
    contactNote,
    ...entered
  }: InputOf<typeof contract.changeClientDetails>,
  visit: Visit,
) {
  const { tx, today, agencyId } = visit;
  const client = await lockClient(tx, agencyId, clientId);
  if (versionOf(await shownDetails(visit, client)) !== version)
    throw new Refused('changed-meanwhile');
  const person = personOf(entered);
  const died = dateOrNull(deceasedOn);
  checkLife({ bornOn: person.bornOn, deceasedOn: died }, today);
  await saveClient(visit, { clientId, deceasedOn: died }, person);
  if (await keepsContactNote(visit, clientId)) await saveContactNote(visit, clientId, contactNote);
  else if (contactNote !== '') throw new Refused('bad-input', [notTheirs]);
  return { done: true } as const;
}

/** Who may write over what to heed is never asked of the note: that would tell whether it is restricted. */
async function keepsContactNote(visit: Visit, clientId: string) {
  if (!visit.abilities.has('record:read')) return false;
  return (await reviewClients(visit, [clientId])).get(clientId)?.readsWholeCase ?? false;
}

const notTheirs = {
  path: 'contactNote',
  message:
    'Only the case manager and their supervisor may change what to heed, with every training that is asked for. Leave it empty.',
};

async function numbersOf(visit: Visit, clientId: string) {
  const numbers = await identifiers.identifiersOf(visit.tx, visit.agencyId, clientId);
  const noted = await factNotesOf(
    visit,
    numbers.map(({ identifierId }) => identifierId),
  );
  return numbers.map(({ identifierId, ...number }) => ({
    ...number,
    notedEarlier: noted.get(identifierId) ?? '',
  }));
}

type Named = InputOf<typeof contract.addIdentifier>;

export async function addIdentifier({ clientId, ...identifier }: Named, visit: Visit) {
  await findClient(visit.tx, visit.agencyId, clientId);
  await identifiers.addIdentifier(visit, clientId, identifier);
  return { done: true } as const;
}

export async function removeIdentifier({ clientId, ...identifier }: Named, visit: Visit) {
  await findClient(visit.tx, visit.agencyId, clientId);
  await identifiers.removeIdentifier(visit, clientId, identifier);
  return { done: true } as const;
}

import type { addContactAddendum as contract } from '#contract/contacts.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findContact } from '#server/stores/contacts-read.ts';
import { addAddendum } from '#server/stores/contacts.ts';

/** What is added has the class of the contact that it completes, or the case's where that is higher. */
export async function addContactAddendum(
  { contactId, text }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const contact = await findContact(visit, contactId);
  const addendumId = await addAddendum(visit, { contactId, text, ...contact });
  visit.touch(contact.clientId, addendumId);
  return { addendumId };
}

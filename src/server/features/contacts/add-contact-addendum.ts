import type { addContactAddendum as contract } from '#contract/contacts.ts';
import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import { higherClass } from '#domain/policy-clock/significant-changes.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findContact } from '#server/stores/contacts/contacts-read.ts';
import { addAddendum } from '#server/stores/contacts/contacts.ts';

/** What is added has the class of the contact that it completes, or the case's or the writer's where that is higher. */
export async function addContactAddendum(
  { contactId, text, class: wanted = 'general' }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const contact = await findContact(visit, contactId);
  const addendumId = await addAddendum(visit, {
    contactId,
    text,
    clientId: contact.clientId,
    class: higherClass(contact.class, wanted),
  });
  visit.touch(contact.clientId, addendumId);
  return { addendumId };
}

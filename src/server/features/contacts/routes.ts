import * as contacts from '#contract/contacts.ts';
import { route } from '#server/platform/route.ts';
import type { Rights } from '#server/platform/visit-once.ts';
import { addContactAddendum } from './add-contact-addendum.ts';
import { findContactPartners } from './find-contact-partners.ts';
import { prepareContact, recordContact } from './record-contact.ts';

const toWrite: Rights = { needs: 'record:write', purpose: 'care-coordination' };

export const contactRoutes = [
  route(contacts.prepareContact, toWrite, prepareContact),
  route(contacts.findContactPartners, toWrite, findContactPartners),
  route(contacts.recordContact, toWrite, recordContact),
  route(contacts.addContactAddendum, toWrite, addContactAddendum),
];

import type { printConsent as endpoint } from '#contract/consent-papers.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { consentCopy, copyLanguage, hasCopy } from '#domain/consent/consent-copy.ts';
import type { Consent } from '#domain/consent/consent.ts';
import { lawsFor } from '#domain/consent/notice-texts.ts';
import { dateInWords, momentInWords } from '#domain/words.ts';
import { renderPdf } from '#server/platform/pdf/render-pdf.ts';
import { Refused } from '#server/platform/refused.ts';
import type { FileReply } from '#server/platform/request.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { mayOpenPapers, readableClasses } from '#server/stores/case-classes.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { detailsOf } from '#server/stores/consents/consent-details.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { recordOwnPaper } from '#server/stores/disclosures/disclosures.ts';
import { noticesOn } from '#server/stores/disclosures/notice-texts.ts';
import { findStaff } from '#server/stores/staff/staff.ts';
import { lockKnown } from './may-change.ts';
import { namesOfParties } from './names-of-parties.ts';
import { clientWordOf } from '#server/stores/clock/enrolled-programs.ts';

/** The client’s own copy of a paper that holds, in their language. It names every kind that the paper does: for whoever may open it. */
export async function printConsent(
  { consentId, language }: InputOf<typeof endpoint>,
  visit: Visit,
): Promise<FileReply> {
  const { tx, agencyId, actor, at } = visit;
  const { held: locked } = await lockKnown(visit, consentId);
  const { clientId } = locked;
  if (!mayOpenPapers(await readableClasses(visit, clientId))) throw new Refused('not-found');
  const client = await findClient(tx, agencyId, clientId);
  if (client.deceasedOn !== null) throw new Refused('recipient-has-died');
  const all = await consentsOf(tx, [clientId]);
  const consent = all.find(({ id }) => id === consentId);
  if (!consent) throw new Refused('not-found');
  const agency = await findAgency(tx, agencyId);
  const here = at.toZonedDateTimeISO(agency.timeZone);
  const today = here.toPlainDate();
  if (!hasCopy(consent, { at, on: today })) throw new Refused('consent-holds-no-more');
  const notices = await noticesOn(visit, lawsFor(consent.classes), today);
  await recordOwnPaper(visit, {
    client,
    classes: consent.classes,
    description: 'Copy of a consent',
    texts: notices,
  });
  const lang = language ?? copyLanguage(client.languages);
  const copy = consentCopy(await factsOf(visit, consent, { agency: agency.name, today }), lang);
  visit.touch(clientId, consentId);
  const bytes = await renderPdf('consent-copy', {
    ...copy,
    lang,
    client: {
      name: client.name,
      facts: [{ label: copy.client, value: `#${client.number}` }],
    },
    agency: agency.name,
    preparedFor: `Prepared for ${client.name}, ${dateInWords(today)}`,
    printedBy: (await findStaff(tx, agencyId, actor))?.fullName ?? '',
    printedAt: momentInWords(here),
    redisclosureNotice: notices.map(({ body }) => body).join('\n'),
    ...(agency.isSample ? { sampleMark: 'Sample data. Nobody here is real.' } : {}),
  });
  return { bytes, type: 'application/pdf', name: 'consent.pdf', inline: true };
}

async function factsOf(
  visit: Visit,
  consent: Consent,
  { agency, today }: { agency: string; today: Temporal.PlainDate },
) {
  const nameOf = await namesOfParties(visit, [consent], today);
  const named = (parties: Consent['recipients']) =>
    parties.map((party) => nameOf(party, consent).name);
  const { recipients, disclosers, excluded, ...facts } = consent;
  const details = (await detailsOf(visit, consent.clientId)).get(consent.id);
  return {
    ...facts,
    agency,
    clientWord: await clientWordOf(visit, consent.clientId),
    signer: details?.signer ?? 'client',
    signerName: details?.signerName ?? '',
    scope: details?.scope ?? '',
    exclusions: details?.exclusions ?? '',
    recipients: named(recipients),
    added: addedOf(recipients.map((party) => nameOf(party, consent))),
    disclosers: named(disclosers),
    excluded: named(excluded),
  };
}

const addedOf = (parties: readonly { name: string; addedOn: string | null }[]) =>
  parties.flatMap(({ name, addedOn }) =>
    addedOn === null ? [] : [{ name, on: Temporal.PlainDate.from(addedOn) }],
  );

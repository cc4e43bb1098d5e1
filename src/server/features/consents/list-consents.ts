import type { ConsentView } from '#contract/consent-view.ts';
import {
  isRefused,
  standingOf,
  type Consent,
  type Moment,
  type Party,
} from '#domain/consent/consent.ts';
import { hasCopy } from '#domain/consent/consent-copy.ts';
import type { Paper } from '#domain/consent/scan.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import { overlapping } from '#domain/consent/parties-meet.ts';
import { whoMayKnowWhat } from '#domain/consent/who-may-know-what.ts';
import type { OutsideRef } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { mayOpenPapers, readableClasses } from '#server/stores/case-classes.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { detailsOf, type ConsentDetails } from '#server/stores/consents/consent-details.ts';
import { papersOf } from '#server/stores/consents/consent-papers.ts';
import { exclusionsOf } from '#server/stores/consents/consent-words.ts';
import { consentsOf } from '#server/stores/consents/consents.ts';
import { readAs } from '#server/stores/consents/consents-known.ts';
import { mayChange } from './may-change.ts';
import { namesOfParties } from './names-of-parties.ts';

export async function listConsents({ clientId }: { clientId: string }, visit: Visit) {
  const { tx, at, agencyId } = visit;
  const { name, deceasedOn } = await findClient(tx, agencyId, clientId);
  const { timeZone } = await findAgency(tx, agencyId);
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
  const mayRecord = await readableClasses(visit, clientId);
  // A form's name tells what it is for: whoever may not read all of a case reads of no paper which it was.
  const readsForms = mayOpenPapers(mayRecord);
  const mayCopy = readsForms && deceasedOn === null && visit.abilities.has('consent:write');
  const papers = readsForms ? await papersOf(visit, clientId) : new Map<string, Paper[]>();
  const details = readsForms ? await detailsOf(visit, clientId) : new Map<string, ConsentDetails>();
  const excluding = await exclusionsOf(visit, [clientId], []);
  const { known: all, told } = await readAs(visit, await consentsOf(tx, [clientId]));
  const consents = told.filter(({ classes }) => classes.some((each) => mayRecord.includes(each)));
  const nameOf = await namesOfParties(visit, consents, today);
  return {
    clientName: name,
    today: today.toString(),
    mayRecord: [...mayRecord],
    matrix: matrixOf(consents, { classes: mayRecord, moment: { at, on: today } }, nameOf),
    consents: consents.map((consent) => ({
      consentId: consent.id,
      form: readsForms ? consent.form : 'not-noted',
      formTitle: readsForms && consent.form !== 'not-noted' ? formRules[consent.form].title : '',
      isRefusal: consent.isRefusal,
      recipients: consent.recipients.map((party) => nameOf(party, consent)),
      disclosers: consent.disclosers.map((party) => nameOf(party, consent)),
      excluded: consent.excluded.map((party) => nameOf(party, consent)),
      weDisclose: consent.weDisclose,
      weReceive: consent.weReceive,
      isMutual: consent.isMutual,
      classes: consent.classes.filter((each) => mayRecord.includes(each)),
      purposes: [...consent.purposes],
      validFrom: consent.validFrom.toString(),
      validUntil: consent.validUntil?.toString() ?? null,
      endsWith: consent.endsWith,
      signedOn: consent.signedOn.toString(),
      revokedOn: consent.revokedAt?.toZonedDateTimeISO(timeZone).toPlainDate().toString() ?? null,
      standing: standingOf(consent, { at, on: today }),
      heldBack: heldBack(consent, all, { at, on: today }).filter((each) =>
        mayRecord.includes(each),
      ),
      // That somebody was added later tells which form it is, and of whom the reader may not know.
      version: readsForms ? consent.version : 1,
      overlaps: overlapping(consent, consents, { at, on: today }).map(({ id }) => id),
      mayChange: mayChange(consent, mayRecord, visit.actor),
      mayCopy: mayCopy && hasCopy(consent, { at, on: today }),
      mayGrow: grows(consent) && mayChange(consent, mayRecord, visit.actor),
      papers: papers.get(consent.id) ?? [],
      details: detailsShown(details.get(consent.id)),
      namesExclusions: excluding.has(consent.id),
    })),
  } satisfies { consents: ConsentView[] } & Record<string, unknown>;
}

/** Whether one can be added to tells which form it is: said to whoever would add. */
const grows = ({ form }: Consent) => form !== 'not-noted' && formRules[form].mayGrow;

function detailsShown(details: ConsentDetails | undefined): ConsentView['details'] {
  if (!details) return null;
  const { copyGivenOn, revocation } = details;
  return {
    ...details,
    copyGivenOn: copyGivenOn?.toString() ?? null,
    revocation: revocation && { ...revocation, saidOn: revocation.saidOn?.toString() ?? null },
  };
}

type NameOf = Awaited<ReturnType<typeof namesOfParties>>;
type Over = Pick<Parameters<typeof whoMayKnowWhat>[0], 'classes' | 'moment'>;

const matrixOf = (consents: readonly Consent[], over: Over, nameOf: NameOf) =>
  whoMayKnowWhat({ consents, ...over }).map(({ party, consent, cells }) => {
    const { kind, id, providerClass, name, hasLeft } = nameOf(party, consent);
    const shown = cells.map(cellShown);
    return { party: { kind, id, providerClass, name }, cells: hasLeft ? shown.map(asLeft) : shown };
  });

/** What their papers would let them know reaches them no more. */
const asLeft = (cell: ReturnType<typeof cellShown>) =>
  cell.state === 'until' ? { ...cell, state: 'left' as const, spans: [] } : cell;

type MatrixCells = ReturnType<typeof whoMayKnowWhat>[number]['cells'];

const cellShown = ({ class: kind, cell }: MatrixCells[number]) => ({
  class: kind,
  state: cell.state,
  spans:
    cell.state === 'until'
      ? cell.spans.map(({ purposes, lastDay, endsWith }) => ({
          purposes: [...purposes],
          lastDay: lastDay?.toString() ?? null,
          endsWith,
        }))
      : [],
});

/** What another paper, on which the client said no, keeps from somebody whom this one names. */
function heldBack(consent: Consent, consents: readonly Consent[], moment: Moment) {
  if (consent.isRefusal || standingOf(consent, moment) !== 'holds') return [];
  const named = consent.recipients.flatMap(asRecipients);
  return consent.classes.filter((wanted) =>
    named.some((recipient) =>
      consent.purposes.some((purpose) =>
        isRefused({ client: consent.clientId, recipient, purpose, ...moment }, wanted, consents),
      ),
    ),
  );
}

function asRecipients(party: Party): { person: OutsideRef; organizationId: string | null }[] {
  switch (party.kind) {
    case 'person': {
      const { person, organizationId } = party;
      return person.kind === 'staff' ? [] : [{ person, organizationId }];
    }
    case 'organization':
      return [{ person: nobody, organizationId: party.organizationId }];
    case 'role-class':
    case 'treating-providers':
      return party.members.flatMap(({ person }) =>
        person.kind === 'staff'
          ? []
          : [{ person, organizationId: 'organizationId' in party ? party.organizationId : null }],
      );
  }
}

/** Stands for anybody of an organization. */
const nobody: OutsideRef = { kind: 'provider', id: '' };

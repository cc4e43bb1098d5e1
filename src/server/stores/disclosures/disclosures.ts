import { sql } from 'kysely';
import type { Heard } from '#domain/conference/what-was-heard.ts';
import { conferencePurpose } from '#domain/conference/conference.ts';
import { mayDisclose, type Grant } from '#domain/consent/may-disclose.ts';
import { textKey, textsFor, type NoticeText } from '#domain/consent/notice-texts.ts';
import { toldInReport, type ToldAs } from '#domain/consent/told-as.ts';
import { restrictedClasses, type ClientId, type SensitivityClass } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { Told } from './notice-texts.ts';
import { heardKey, recipientColumns } from './privacy-incidents.ts';
import type { OwedReport } from './taken-out.ts';

export type DisclosureOccasion = {
  channel: 'email' | 'pdf';
  /** A meaningful description that quotes nobody. */
  description: ToldAs;
  /** The laws' texts that go with it. */
  texts: readonly NoticeText[];
};

/** A line for each paper with the classes that it covers: whoever looks for what a paper let out finds all of it, and nothing else. */
export const byPaper = ({ papers, classes, basis }: Pick<Grant, 'papers' | 'classes' | 'basis'>) =>
  papers.length === 0
    ? [{ classes: [...classes], basis, consent_id: null }]
    : papers.map((paper) => ({ classes: [...paper.classes], basis, consent_id: paper.consentId }));

/** Of a page about several clients each line names what its own classes ask for: the rest would tell of somebody else. */
export const keysFor = (classes: readonly SensitivityClass[], texts: readonly NoticeText[]) =>
  textsFor(classes, texts).map(textKey);

/** Written before anything leaves; without a grant there is nothing to write. */
export async function recordDisclosure(
  { tx, at, agencyId, actor }: Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>,
  grants: readonly Grant[],
  { channel, description, texts }: DisclosureOccasion,
) {
  if (grants.length === 0) return;
  await tx
    .insertInto('disclosure')
    .values(
      grants.flatMap(({ client, recipient: { person, organizationId }, purpose, ...grant }) =>
        byPaper(grant).map((covered) => ({
          agency_id: agencyId,
          disclosure_id: newId(at),
          client_id: client,
          provider_id: person.kind === 'provider' ? person.id : null,
          support_id: person.kind === 'support' ? person.id : null,
          to_client: person.kind === 'client',
          organization_id: organizationId,
          ...covered,
          description,
          purpose,
          channel,
          texts: keysFor(covered.classes, texts),
          disclosed_at: at,
          disclosed_by: actor,
        })),
      ),
    )
    .execute();
}

type OwnPaper = Omit<DisclosureOccasion, 'channel'> & {
  client: { clientId: ClientId; deceasedOn: Temporal.PlainDate | null };
  classes: readonly SensitivityClass[];
};

/**
 * A paper that the client takes home. What is general has a line of its own: whoever may not know the rest would miss it where there is
 * some.
 * After a death it is given to whoever settles what is left, who is no recipient here: the audit trail alone says that it was printed.
 */
export async function recordOwnPaper(
  visit: Pick<Visit, 'tx' | 'at' | 'today' | 'agencyId' | 'actor'>,
  { client, classes, ...occasion }: OwnPaper,
) {
  if (client.deceasedOn !== null) return;
  const recipient = {
    person: { kind: 'client', id: client.clientId },
    organizationId: null,
  } as const;
  const kinds: readonly (readonly SensitivityClass[])[] = [['general'], restrictedClasses];
  const parts = kinds
    .map((part) => part.filter((each) => classes.includes(each)))
    .filter((part) => part.length > 0);
  const grants = parts.map((some) => {
    const asked = {
      client: client.clientId,
      recipient,
      classes: some,
      purpose: 'care_coordination',
    } as const;
    const own = mayDisclose({ ...asked, at: visit.at, on: visit.today }, []);
    if (!own.allowed) throw new Refused('not-found');
    return own.value;
  });
  await recordDisclosure(visit, grants, { channel: 'pdf', ...occasion });
}

type Around = {
  /** By review and person, as `heardKey` says it. */
  incidents: ReadonlyMap<string, string>;
  statements: ReadonlyMap<string, string>;
};

/**
 * What outside people heard in the room (EP-08): what consent covered with that consent, and what it did not with the
 * incident that it is.
 */
export async function recordOralDisclosures(
  { tx, at, agencyId, actor }: Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>,
  heard: readonly Heard[],
  { incidents, statements }: Around,
) {
  const rows = heard.flatMap((one) => {
    const common = {
      agency_id: agencyId,
      client_id: one.clientId,
      review_id: one.reviewId,
      ...recipientColumns(one.person),
      organization_id: one.organizationId,
      statement_id: statements.get(heardKey(one)) ?? null,
      description: 'Took part in a case conference' satisfies ToldAs,
      purpose: conferencePurpose,
      channel: 'oral_meeting',
      disclosed_at: one.presentFrom,
      disclosed_by: actor,
    };
    const { grant, uncovered } = one;
    const covered =
      grant === null
        ? []
        : byPaper(grant).map((each) => ({ ...common, ...each, disclosure_id: newId(at) }));
    const incident = uncovered.length > 0 && {
      ...common,
      disclosure_id: newId(at),
      classes: [...uncovered],
      basis: 'incident',
      incident_id: incidents.get(heardKey(one)) ?? null,
    };
    return incident ? [...covered, incident] : covered;
  });
  for (const row of rows) await tx.insertInto('disclosure').values(row).execute();
}

/** Each client in a file for a report that the agency owes, written down before it leaves. */
export async function recordReported(
  { tx }: Pick<Visit, 'tx'>,
  { exportId, reportTo }: OwedReport,
  clients: readonly (Told & { clientId: ClientId })[],
) {
  if (clients.length === 0) return;
  const told = JSON.stringify(
    clients.map((each) => ({
      clientId: each.clientId,
      programId: each.programId,
      class: each.class ?? 'general',
    })),
  );
  const description = toldInReport(reportTo);
  await sql`select auth.record_reported(${exportId}::uuid, ${told}::jsonb, ${description})`.execute(
    tx,
  );
}

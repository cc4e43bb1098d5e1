import { sql } from 'kysely';
import type { Heard } from '#domain/conference/what-was-heard.ts';
import {
  highestClass,
  incidentOutcomes,
  type IncidentOutcome,
  type OpenIncident,
} from '#domain/consent/privacy-incident.ts';
import { personKey, type PersonRef, type SensitivityClass } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';
import { must } from '#server/stores/conferences/conferences-parts.ts';
import { enrollmentShown } from '#server/stores/enrollment-shown.ts';
import { ofPolicyInForce } from '#server/stores/policy-in-force.ts';
import { attendanceKnown } from '#server/stores/conferences/reviews-attended.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;
type Saving = Scope & Pick<Visit, 'at' | 'actor'>;

export const recipientColumns = ({ kind, id }: PersonRef) => ({
  provider_id: kind === 'provider' ? id : null,
  support_id: kind === 'support' ? id : null,
  recipient_client_id: kind === 'client' ? id : null,
});

export function whoHeard(row: {
  provider_id: string | null;
  support_id: string | null;
  recipient_client_id: string | null;
}): PersonRef {
  if (row.provider_id !== null) return { kind: 'provider', id: row.provider_id };
  if (row.support_id !== null) return { kind: 'support', id: row.support_id };
  return { kind: 'client', id: must(row.recipient_client_id) };
}

/** Who said that somebody was at a review, by review and person. */
async function recordersOf(scope: Scope, reviewIds: readonly string[]) {
  const rows = await attendanceKnown(scope)
    .select(['w.review_id', 'v.recorded_by', 'a.provider_id', 'a.support_id', 'a.client_id'])
    .where('w.review_id', 'in', [...reviewIds])
    .execute();
  return new Map(
    rows.map((row) => {
      const id = row.provider_id ?? row.support_id ?? row.client_id ?? '';
      return [`${row.review_id} ${id}`, row.recorded_by];
    }),
  );
}

export const heardKey = ({ reviewId, person }: Pick<Heard, 'reviewId' | 'person'>) =>
  `${reviewId} ${personKey(person)}`;

/** Opens one for each of them, and answers their ids; whoever closes may not be able to read what they opened. */
export async function openIncidents(
  visit: Saving,
  incidents: readonly Heard[],
): Promise<Map<string, string>> {
  const opened = new Map<string, string>();
  if (incidents.length === 0) return opened;
  const { tx, at, agencyId, actor } = visit;
  const recorders = await recordersOf(visit, [...new Set(incidents.map((each) => each.reviewId))]);
  const rows = incidents.map((heard) => {
    const incidentId = newId(at);
    opened.set(heardKey(heard), incidentId);
    return {
      agency_id: agencyId,
      incident_id: incidentId,
      client_id: heard.clientId,
      enrollment_id: heard.enrollmentId,
      review_id: heard.reviewId,
      ...recipientColumns(heard.person),
      organization_id: heard.organizationId,
      classes: [...heard.uncovered],
      class: highestClass(heard.uncovered),
      present_from: heard.presentFrom,
      present_until: heard.presentUntil,
      opened_at: at,
      opened_by: actor,
      recorded_by: recorders.get(`${heard.reviewId} ${heard.person.id}`) ?? actor,
    };
  });
  await tx.insertInto('privacy_incident').values(rows).execute();
  return opened;
}

export type StoredIncident = OpenIncident & {
  incidentId: string;
  clientId: string;
  enrollmentId: string;
  reviewId: string;
  conferenceId: string;
  conferenceNumber: number;
  timeZone: string;
  programName: string;
  clientWord: string;
  person: PersonRef;
  classes: SensitivityClass[];
  presentFrom: Temporal.Instant;
  presentUntil: Temporal.Instant;
  openedAt: Temporal.Instant;
  review: { outcome: IncidentOutcome; note: string; by: string; at: Temporal.Instant } | null;
};

const clientWordNow = ofPolicyInForce<string | null>(sql`y.document #>> '{vocabulary,client}'`);

const incidents = ({ tx, agencyId }: Scope) =>
  tx
    .selectFrom('privacy_incident as i')
    .innerJoin('client_review as r', (join) =>
      join.onRef('r.agency_id', '=', 'i.agency_id').onRef('r.review_id', '=', 'i.review_id'),
    )
    .innerJoin('conference as c', (join) =>
      join
        .onRef('c.agency_id', '=', 'r.agency_id')
        .onRef('c.conference_id', '=', 'r.conference_id'),
    )
    .leftJoin(enrollmentShown('i'), (join) => join.onTrue())
    .leftJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 'i.agency_id').onRef('p.program_id', '=', 'e.program_id'),
    )
    .selectAll('i')
    .select(['c.conference_id', 'c.conference_number', 'c.time_zone as conference_zone'])
    .select(['p.time_zone', 'p.name as program_name', clientWordNow.as('client_word')])
    .where('i.agency_id', '=', agencyId)
    .$narrowType<{ state: 'open' | 'reviewed'; classes: SensitivityClass[] }>();

type Row = Awaited<ReturnType<ReturnType<typeof incidents>['executeTakeFirstOrThrow']>>;

function incidentOf(agencyId: string, row: Row): StoredIncident {
  const place = { agencyId, clientId: row.client_id, rowId: row.incident_id };
  const outcome = incidentOutcomes.find((known) => known === row.outcome);
  return {
    incidentId: row.incident_id,
    clientId: row.client_id,
    enrollmentId: row.enrollment_id,
    reviewId: row.review_id,
    conferenceId: row.conference_id,
    conferenceNumber: row.conference_number,
    timeZone: row.time_zone ?? row.conference_zone,
    programName: row.program_name ?? '',
    clientWord: row.client_word ?? 'client',
    person: whoHeard(row),
    classes: row.classes,
    presentFrom: row.present_from,
    presentUntil: row.present_until,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    recordedBy: row.recorded_by,
    state: row.state,
    review:
      outcome === undefined
        ? null
        : {
            outcome,
            note: unseal(place, must(row.note)),
            by: must(row.reviewed_by),
            at: must(row.reviewed_at),
          },
  };
}

type Wanted = {
  show: 'open' | 'reviewed' | 'all';
  clientId?: string | undefined;
  reviewIds?: readonly string[];
  limit: number;
};

/** Those that row security lets the asker see, the oldest first. */
export async function incidentsOf(
  scope: Scope,
  { show, clientId, reviewIds, limit }: Wanted,
): Promise<StoredIncident[]> {
  if (reviewIds?.length === 0) return [];
  const rows = await incidents(scope)
    .$if(show !== 'all', (query) => query.where('i.state', '=', show === 'all' ? 'open' : show))
    .$if(clientId !== undefined, (query) => query.where('i.client_id', '=', clientId ?? ''))
    .$if(reviewIds !== undefined, (query) =>
      query.where('i.review_id', 'in', [...(reviewIds ?? [])]),
    )
    .orderBy('i.opened_at')
    .orderBy('i.incident_id')
    .limit(limit)
    .execute();
  return rows.map((row) => incidentOf(scope.agencyId, row));
}

/** How many wait in the programs that the asker supervises. */
export async function countOpenIncidents({
  tx,
  agencyId,
  supervisedProgramIds,
}: Scope & Pick<Visit, 'supervisedProgramIds'>): Promise<number> {
  if (supervisedProgramIds.length === 0) return 0;
  const { count } = await tx
    .selectFrom('privacy_incident as i')
    .innerJoin('client as c', (join) =>
      join.onRef('c.agency_id', '=', 'i.agency_id').onRef('c.client_id', '=', 'i.client_id'),
    )
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('i.agency_id', '=', agencyId)
    .where('i.state', '=', 'open')
    .where(sql<boolean>`c.program_ids && ${[...supervisedProgramIds]}::uuid[]`)
    .executeTakeFirstOrThrow();
  return count;
}

/** The incident, held still until the transaction ends: two supervisors cannot both judge it. */
export async function lockIncident(scope: Scope, incidentId: string): Promise<StoredIncident> {
  const row = await incidents(scope)
    .where('i.incident_id', '=', incidentId)
    .forUpdate('i')
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return incidentOf(scope.agencyId, row);
}

export async function settleIncident(
  { tx, at, agencyId, actor }: Saving,
  { incidentId, clientId }: Pick<StoredIncident, 'incidentId' | 'clientId'>,
  { outcome, note }: { outcome: IncidentOutcome; note: string },
) {
  await tx
    .updateTable('privacy_incident')
    .set({
      state: 'reviewed',
      outcome,
      note: seal({ agencyId, clientId, rowId: incidentId }, note),
      reviewed_at: at,
      reviewed_by: actor,
    })
    .where('agency_id', '=', agencyId)
    .where('incident_id', '=', incidentId)
    .execute();
}

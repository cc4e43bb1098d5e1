import type { PersonRef } from '#domain/people.ts';
import { sourceTold, type HeldSource } from '#domain/record/held-sources.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { unseal } from '#server/platform/vault.ts';
import { mayKnowParty } from '#server/stores/consents/revocation-notices.ts';
import { factNotesOf } from '#server/stores/fact-notes-read.ts';
import { personOf } from './record-conferences.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

type Worker = { workerId: string | null; recordedAt: Temporal.Instant };

/** The programs, and who had the enrollment from each moment at which a version was written. */
export async function enrollmentsOfRecord({ tx, agencyId }: Here, ids: readonly string[]) {
  const found = new Map<string, { programId: string; workers: Worker[] }>();
  if (ids.length === 0) return found;
  const rows = await tx
    .selectFrom('enrollment as e')
    .innerJoin('enrollment_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'e.agency_id')
        .onRef('v.enrollment_id', '=', 'e.enrollment_id'),
    )
    .select(['e.enrollment_id', 'e.program_id', 'v.worker_id', 'v.recorded_at'])
    .where('e.agency_id', '=', agencyId)
    .where('e.enrollment_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  for (const row of rows) {
    const known = found.get(row.enrollment_id) ?? { programId: row.program_id, workers: [] };
    known.workers.push({ workerId: row.worker_id, recordedAt: row.recorded_at });
    found.set(row.enrollment_id, known);
  }
  return found;
}

export async function heldElsewhereOfRecord({ tx, agencyId }: Here, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const noted = await factNotesOf({ tx, agencyId }, ids);
  const rows = await tx
    .selectFrom('held_elsewhere as h')
    .innerJoin('enrollment as e', (join) =>
      join
        .onRef('e.agency_id', '=', 'h.agency_id')
        .onRef('e.enrollment_id', '=', 'h.enrollment_id'),
    )
    .select([
      'h.held_elsewhere_id',
      'h.enrollment_id',
      'e.program_id',
      'h.source',
      'h.superseded_at',
    ])
    .$narrowType<{ source: HeldSource }>()
    .where('h.agency_id', '=', agencyId)
    .where('h.held_elsewhere_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    rows.map((row) => [
      row.held_elsewhere_id,
      {
        enrollmentId: row.enrollment_id,
        programId: row.program_id,
        source: sourceTold(row.source, noted.get(row.held_elsewhere_id) ?? ''),
        isSuperseded: row.superseded_at !== null,
      },
    ]),
  );
}

export async function actionsOfRecord({ tx, agencyId }: Here, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const outcomes = await factNotesOf({ tx, agencyId }, ids);
  const rows = await tx
    .selectFrom('action_item')
    .select([
      'action_item_id',
      'client_id',
      'body',
      'owner_staff_id',
      'owner_provider_id',
      'owner_support_id',
    ])
    .where('agency_id', '=', agencyId)
    .where('action_item_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    rows.map((row) => {
      const place = { agencyId, clientId: row.client_id, rowId: row.action_item_id };
      const owner: PersonRef | null = personOf({
        staff_id: row.owner_staff_id,
        provider_id: row.owner_provider_id,
        support_id: row.owner_support_id,
      });
      const outcome = outcomes.get(row.action_item_id) ?? '';
      return [row.action_item_id, { text: unseal(place, row.body), owner, outcome }];
    }),
  );
}

export async function mailsOfRecord({ tx, agencyId }: Here, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await tx
    .selectFrom('mail')
    .select(['mail_id', 'to_name', 'staff_id', 'provider_id', 'support_id', 'client_id', 'state'])
    .where('agency_id', '=', agencyId)
    .where('mail_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    rows.map((row) => [
      row.mail_id,
      { recipient: personOf(row), toName: row.to_name, state: row.state },
    ]),
  );
}

const outsiderOf = (party: { provider_id: string | null; support_id: string | null }) =>
  party.provider_id === null && party.support_id === null
    ? null
    : personOf({ ...party, staff_id: null, client_id: null });

/** Of whom a paper names, those whom the reader may know of: by others the line would tell what they are served for. */
export async function consentsOfRecord(
  { tx, agencyId, actor }: Here & Pick<Visit, 'actor'>,
  ids: readonly string[],
) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await tx
    .selectFrom('consent')
    .select(['consent_id', 'valid_from', 'valid_until'])
    .where('agency_id', '=', agencyId)
    .where('consent_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  const parties = await tx
    .selectFrom('consent_party as p')
    .innerJoin('client as k', (join) =>
      join.onRef('k.agency_id', '=', 'p.agency_id').onRef('k.client_id', '=', 'p.client_id'),
    )
    .select(['p.consent_id', 'p.provider_id', 'p.support_id', 'p.organization_id'])
    .select(mayKnowParty(actor).as('is_known'))
    .where('p.agency_id', '=', agencyId)
    .where('p.consent_id', '=', oneOf(ids))
    .where('p.side', '=', 'recipient')
    .orderBy('p.party_id')
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    rows.map((row) => [
      row.consent_id,
      {
        recipients: whomItNames(parties.filter(({ consent_id: id }) => id === row.consent_id)).map(
          (party) => ({ person: outsiderOf(party), organizationId: party.organization_id }),
        ),
        from: row.valid_from,
        until: row.valid_until,
      },
    ]),
  );
}

/** A line that names none but such people is read by those alone who may know of them, in an emergency too. */
function whomItNames<T extends { is_known: boolean }>(parties: T[]): T[] {
  const known = parties.filter(({ is_known: isKnown }) => isKnown);
  return known.length > 0 ? known : parties;
}

export async function documentsOfRecord({ tx, agencyId }: Here, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await tx
    .selectFrom('document')
    .select(['document_id', 'review_id', 'pages'])
    .where('agency_id', '=', agencyId)
    .where('document_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    rows.map((row) => [row.document_id, { reviewId: row.review_id, pages: row.pages }]),
  );
}

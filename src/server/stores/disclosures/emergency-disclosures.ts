import { sql } from 'kysely';
import type { EmergencyChannel, EmergencyGround } from '#domain/consent/emergency-disclosure.ts';
import type { StatementOwed } from '#domain/consent/owed-statement.ts';
import type { ClientId, PersonRef, SensitivityClass } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { seal, unseal } from '#server/platform/vault.ts';
import { must } from '#server/stores/conferences/conferences-parts.ts';
import { recipientColumns } from './privacy-incidents.ts';
import { termsOf } from './owed-statements.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type ToldInEmergency = {
  clientId: ClientId;
  enrollmentId: string;
  person: PersonRef;
  organizationId: string | null;
  classes: readonly SensitivityClass[];
  reason: EmergencyGround;
  channel: EmergencyChannel;
  toldAt: Temporal.Instant;
  words: string;
};

/** The exception, the line of the log that it makes, and the statement that it owes: all of it or nothing. */
export async function recordToldInEmergency(
  { tx, at, agencyId, actor }: Here,
  told: ToldInEmergency,
  { owed, description }: { owed: StatementOwed | null; description: string },
): Promise<string> {
  const emergencyId = newId(at);
  const { clientId, enrollmentId, organizationId, reason, channel, toldAt } = told;
  const { provider_id, support_id } = recipientColumns(told.person);
  const about = { agency_id: agencyId, client_id: clientId, provider_id, support_id };
  await tx
    .insertInto('emergency_disclosure')
    .values({
      ...about,
      emergency_id: emergencyId,
      enrollment_id: enrollmentId,
      organization_id: organizationId,
      classes: [...told.classes],
      reason,
      channel,
      told_at: toldAt,
      class: sql<string>`null`,
      body: seal({ agencyId, clientId, rowId: emergencyId }, told.words),
      recorded_by: actor,
      recorded_at: at,
    })
    .execute();
  const statementId = owed === null ? null : newId(at);
  if (owed !== null && statementId !== null)
    await tx
      .insertInto('owed_statement')
      .values({
        ...about,
        statement_id: statementId,
        emergency_id: emergencyId,
        enrollment_id: enrollmentId,
        organization_id: organizationId,
        ...termsOf(owed),
        heard_from: toldAt,
        heard_until: toldAt,
        made_at: at,
        made_by: actor,
      })
      .execute();
  await tx
    .insertInto('disclosure')
    .values({
      ...about,
      disclosure_id: emergencyId,
      organization_id: organizationId,
      statement_id: statementId,
      classes: [...told.classes],
      description,
      purpose: 'care_coordination',
      channel,
      basis: 'emergency',
      disclosed_at: toldAt,
      disclosed_by: actor,
    })
    .execute();
  return emergencyId;
}

export async function supervisorsToTell(
  { tx }: Pick<Here, 'tx'>,
  emergencyId: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select auth.emergency_supervisors(${emergencyId}) as id`.execute(tx);
  return rows.map(({ id }) => id);
}

export type StoredEmergencyDisclosure = Omit<ToldInEmergency, 'enrollmentId'> & {
  emergencyId: string;
  recordedBy: string;
  recordedAt: Temporal.Instant;
};
export type EmergencyKey = readonly [at: string, emergencyId: string];

/** Those that the asker may read, the latest first. */
export async function toldInEmergency(
  { tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>,
  { after, limit }: { after: EmergencyKey | null; limit: number },
): Promise<StoredEmergencyDisclosure[]> {
  const rows = await tx
    .selectFrom('emergency_disclosure')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(recorded_at, emergency_id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy('recorded_at', 'desc')
    .orderBy('emergency_id', 'desc')
    .limit(limit)
    .$narrowType<{
      reason: EmergencyGround;
      channel: EmergencyChannel;
      classes: SensitivityClass[];
    }>()
    .execute();
  return rows.map((row) => ({
    emergencyId: row.emergency_id,
    clientId: row.client_id,
    person:
      row.provider_id === null
        ? { kind: 'support', id: must(row.support_id) }
        : { kind: 'provider', id: row.provider_id },
    organizationId: row.organization_id,
    classes: row.classes,
    reason: row.reason,
    channel: row.channel,
    toldAt: row.told_at,
    words: unseal({ agencyId, clientId: row.client_id, rowId: row.emergency_id }, row.body),
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
  }));
}

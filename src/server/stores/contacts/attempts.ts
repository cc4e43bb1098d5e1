import type { ClientId, OutsideRef } from '#domain/people.ts';
import { nextStepCodes, type NextStep } from '#domain/attempts/attempt-words.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { projectEnrollments } from '#server/stores/clock/project-enrollments.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;
type Here = Scope & Pick<Visit, 'at' | 'actor'>;

export type AttemptFacts = {
  clientId: ClientId;
  enrollmentId: string;
  on: Temporal.PlainDate;
  channel: string;
  outcome: string;
  nextStep: NextStep;
  to: OutsideRef;
};

export type Attempt = AttemptFacts & {
  attemptId: string;
  mailId: string | null;
  state: 'proposed' | 'confirmed';
  recordedBy: string | null;
  recordedAt: Temporal.Instant;
  supersededWhy: string | null;
};

const attempts = ({ tx, agencyId }: Scope) =>
  tx
    .selectFrom('attempt')
    .select(['attempt_id', 'client_id', 'enrollment_id', 'attempted_on', 'channel', 'outcome'])
    .select(['next_step', 'provider_id', 'support_id', 'mail_id', 'state'])
    .select(['recorded_by', 'recorded_at', 'superseded_why'])
    .where('agency_id', '=', agencyId);

type Row = Awaited<ReturnType<ReturnType<typeof attempts>['executeTakeFirstOrThrow']>>;

const attemptOf = (row: Row): Attempt => ({
  attemptId: row.attempt_id,
  clientId: row.client_id,
  enrollmentId: row.enrollment_id,
  on: row.attempted_on,
  channel: row.channel,
  outcome: row.outcome,
  nextStep: nextStepCodes.find((code) => code === row.next_step) ?? 'none',
  to: personOf(row),
  mailId: row.mail_id,
  state: row.state === 'confirmed' ? 'confirmed' : 'proposed',
  recordedBy: row.recorded_by,
  recordedAt: row.recorded_at,
  supersededWhy: row.superseded_why,
});

function personOf(row: Row): OutsideRef {
  if (row.provider_id !== null) return { kind: 'provider', id: row.provider_id };
  if (row.support_id !== null) return { kind: 'support', id: row.support_id };
  return { kind: 'client', id: row.client_id };
}

/** The documented attempts of a client, the newest first. */
export async function attemptsOf(scope: Scope, clientId: ClientId): Promise<Attempt[]> {
  const rows = await attempts(scope)
    .where('client_id', '=', clientId)
    .where('state', '=', 'confirmed')
    .where('superseded_at', 'is', null)
    .orderBy('attempted_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('attempt_id')
    .execute();
  return rows.map(attemptOf);
}

/** These attempts, also those that were corrected or taken back since. */
export async function attemptsByIds(
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, Attempt>> {
  if (ids.length === 0) return new Map();
  const rows = await attempts(scope)
    .where('attempt_id', '=', oneOf(ids))
    .modifyEnd(keepPlan)
    .execute();
  return new Map(rows.map((row) => [row.attempt_id, attemptOf(row)]));
}

/** One that is known now; what was corrected or taken back is not there to be changed. */
export async function findAttempt(
  scope: Scope,
  attemptId: string,
  state: Attempt['state'],
): Promise<Attempt> {
  const found = (await attemptsByIds(scope, [attemptId])).get(attemptId);
  if (found?.state !== state) throw new Refused('not-found');
  if (found.supersededWhy !== null) throw new Refused('changed-meanwhile');
  return found;
}

/** The same request, where somebody wrote it down before or the product proposed it. */
export async function sameAttempt(scope: Scope, facts: AttemptFacts): Promise<Attempt | undefined> {
  const { to } = facts;
  const row = await attempts(scope)
    .where('enrollment_id', '=', facts.enrollmentId)
    .where('attempted_on', '=', facts.on)
    .where('channel', '=', facts.channel)
    .where('superseded_at', 'is', null)
    .$if(to.kind === 'provider', (query) => query.where('provider_id', '=', to.id))
    .$if(to.kind === 'support', (query) => query.where('support_id', '=', to.id))
    .$if(to.kind === 'client', (query) => query.where('to_client', '=', true))
    .executeTakeFirst();
  return row && attemptOf(row);
}

/** Whether any provider was asked for this enrollment on that day and in that way, on record or proposed. */
export async function isAnyProviderAsked(
  scope: Scope,
  { enrollmentId, on, channel }: AttemptFacts,
): Promise<boolean> {
  const row = await attempts(scope)
    .where('enrollment_id', '=', enrollmentId)
    .where('attempted_on', '=', on)
    .where('channel', '=', channel)
    .where('superseded_at', 'is', null)
    .where('provider_id', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export type NewAttempt = AttemptFacts & {
  mailId: string | null;
  /** The email of an exchange that nobody answered, where the product proposes it. */
  exchangeMessageId?: string | null;
};

/** Answers nothing where the same request is on record already: of two people at once, one writes it down. */
export async function addAttempt(
  here: Here,
  attempt: NewAttempt,
  change: 'recorded' | 'confirmed' | 'corrected',
): Promise<string | undefined> {
  const attemptId = newId(here.at);
  const row = { ...columnsOf(here, attempt), attempt_id: attemptId, state: 'confirmed' };
  const { numInsertedOrUpdatedRows = 0n } = await here.tx
    .insertInto('attempt')
    .values({ ...row, recorded_by: here.actor })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return undefined;
  const { clientId, on } = attempt;
  await addToRecord(here, [{ kind: 'attempt', change, clientId, aboutId: attemptId, on }]);
  return attemptId;
}

const columnsOf = (
  { agencyId, at }: Pick<Visit, 'agencyId' | 'at'>,
  { to, ...facts }: NewAttempt,
) => ({
  agency_id: agencyId,
  client_id: facts.clientId,
  enrollment_id: facts.enrollmentId,
  attempted_on: facts.on,
  channel: facts.channel,
  outcome: facts.outcome,
  next_step: facts.nextStep,
  provider_id: to.kind === 'provider' ? to.id : null,
  support_id: to.kind === 'support' ? to.id : null,
  to_client: to.kind === 'client',
  mail_id: facts.mailId,
  exchange_message_id: facts.exchangeMessageId ?? null,
  recorded_at: at,
});

/** What was known stays, and says why it holds no more; somebody who was quicker is not written over. */
export async function supersedeAttempt(
  { tx, at, agencyId, actor }: Here,
  attemptId: string,
  why: 'corrected' | 'recorded-in-error' | 'dismissed' | 'confirmed',
) {
  const { numUpdatedRows } = await tx
    .updateTable('attempt')
    .set({ superseded_at: at, superseded_by: actor, superseded_why: why })
    .where('agency_id', '=', agencyId)
    .where('attempt_id', '=', attemptId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refused('changed-meanwhile');
}

/** Proposes attempts that nobody wrote down yet; one that is there already stays as it is. */
export async function proposeAttempts(
  here: Pick<Visit, 'tx' | 'at' | 'agencyId'>,
  proposals: readonly NewAttempt[],
) {
  if (proposals.length === 0) return;
  await here.tx
    .insertInto('attempt')
    .values(
      proposals.map((attempt) => ({
        ...columnsOf(here, attempt),
        attempt_id: newId(here.at),
        state: 'proposed',
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await projectEnrollments(
    here,
    proposals.map(({ enrollmentId }) => enrollmentId),
  );
}

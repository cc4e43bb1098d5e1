import { sql } from 'kysely';
import { clientName } from '#domain/client-name.ts';
import type { Mode } from '#domain/conference/conference.ts';
import { type Missed, whatWasMissed } from '#domain/conference/missed.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { sendOn } from '#server/platform/send-on.ts';
import type { Visit } from '#server/platform/shell.ts';
import { ofPolicyInForce } from '#server/stores/policy-in-force.ts';

type Reading = Pick<Visit, 'tx' | 'agencyId' | 'actor' | 'at'>;

export type OpenState = 'draft' | 'scheduled' | 'in-session' | 'ended';

export type ClientMeeting = {
  clientId: string;
  conferenceId: string;
  state: OpenState;
  startsAt: Temporal.Instant | null;
  timeZone: string;
  /** Held, and waits only to be closed. */
  heldReviewId: string | null;
  /** By when it is to be closed, once it has ended. */
  closeBy: Temporal.Instant | null;
  missed: Missed | null;
  withClients: string[];
};

/** The conference that each of these clients waits for in whichever program, and the other clients in it whom the asker may see. */
export async function meetingsOf(
  { tx, agencyId, at }: Pick<Visit, 'tx' | 'agencyId' | 'at'>,
  clientIds: readonly string[],
): Promise<Map<string, ClientMeeting>> {
  if (clientIds.length === 0) return new Map();
  const query = tx
    .selectFrom('client_review as r')
    .innerJoin('conference as c', (join) =>
      join
        .onRef('c.agency_id', '=', 'r.agency_id')
        .onRef('c.conference_id', '=', 'r.conference_id'),
    )
    .select([
      'r.client_id as clientId',
      'r.review_id as reviewId',
      'r.state as reviewState',
      'r.replied_at as repliedAt',
      'c.conference_id as conferenceId',
      'c.state',
      'c.starts_at as startsAt',
      'c.time_zone as timeZone',
      'c.mode',
      'c.started_at as startedAt',
      'c.minutes',
    ])
    .select(closeBy.as('closeBy'))
    .where('r.agency_id', '=', agencyId)
    .where('r.client_id', '=', oneOf(clientIds))
    .where('r.state', '<>', 'not-covered')
    .where('c.state', 'in', ['draft', 'scheduled', 'in-session', 'ended'])
    // Nothing that is owed waits for a review among own staff.
    .where('c.is_internal', '=', false)
    .orderBy('c.starts_at', (order) => order.desc().nullsFirst())
    .modifyEnd(keepPlan)
    .$narrowType<{ state: OpenState; mode: Mode }>();
  const rows = await sendOn(tx, query);
  const clients = await clientsIn({ tx, agencyId }, [
    ...new Set(rows.map(({ conferenceId }) => conferenceId)),
  ]);
  // Later ones come first, so that the next one has the last word.
  return new Map(
    rows.map(({ reviewId, reviewState, repliedAt, mode, startedAt, minutes, ...row }) => [
      row.clientId,
      {
        ...row,
        startsAt: isExchange({ ...row, mode }) ? repliedAt : row.startsAt,
        missed: missedOf({ ...row, mode, startedAt, minutes }, at),
        heldReviewId: row.state === 'ended' && reviewState === 'done' ? reviewId : null,
        withClients: (clients.get(row.conferenceId) ?? [])
          .filter((other) => other.clientId !== row.clientId)
          .map(({ name }) => name),
      },
    ]),
  );
}

const heldOn = sql`(coalesce(w.replied_at, w.started_at, c.starts_at) at time zone p.time_zone)::date`;

/** What the strictest of its programs allows from its end on, by the rules of the day on which it was held. */
const closeBy = sql<Temporal.Instant | null>`case when c.state = 'ended' then (
  select min(c.ended_at + make_interval(hours =>
    ${ofPolicyInForce(sql`(y.document #>> '{documentation,finalizeWithinHours}')::integer`, heldOn)}))
  from client_review w join enrollment e on e.agency_id = w.agency_id and e.enrollment_id = w.enrollment_id
    join program p on p.agency_id = e.agency_id and p.program_id = e.program_id
  where w.agency_id = c.agency_id and w.conference_id = c.conference_id and w.state = 'done') end`;

/** Once it has begun, an exchange by email has no hour but that of its answer. */
const isExchange = ({ mode, state }: { mode: string; state: OpenState }) =>
  mode === 'email' && (state === 'in-session' || state === 'ended');

type ClientIn = { clientId: string; name: string };

async function clientsIn(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  conferenceIds: readonly string[],
): Promise<Map<string, ClientIn[]>> {
  const found = new Map<string, ClientIn[]>();
  if (conferenceIds.length === 0) return found;
  const rows = await tx
    .selectFrom('client_review as r')
    .innerJoin('client as c', (join) =>
      join.onRef('c.agency_id', '=', 'r.agency_id').onRef('c.client_id', '=', 'r.client_id'),
    )
    .select([
      'r.conference_id as conferenceId',
      'r.client_id as clientId',
      'c.legal_given as legalGiven',
      'c.legal_family as legalFamily',
      'c.preferred_name as preferredName',
    ])
    .where('r.agency_id', '=', agencyId)
    .where('r.conference_id', '=', oneOf(conferenceIds))
    .orderBy('r.position')
    .modifyEnd(keepPlan)
    .execute();
  for (const { conferenceId, clientId, ...name } of rows) {
    const known = found.get(conferenceId) ?? [];
    known.push({ clientId, name: clientName(name) });
    found.set(conferenceId, known);
  }
  return found;
}

export type NowMeeting = {
  conferenceId: string;
  number: number;
  state: Exclude<OpenState, 'draft'>;
  startsAt: Temporal.Instant | null;
  closeBy: Temporal.Instant | null;
  missed: Missed | null;
  timeZone: string;
  mode: string;
  facilitatorId: string | null;
  clients: string[];
  roles: ('facilitator' | 'timekeeper' | 'notetaker')[];
  asked: number;
  saidYes: number;
};

/** So many are listed; one more is read, so that it can be said that there are more. */
export const shownNow = 20;

/** Who waits for a consent is on the list and has been asked nothing yet. */
const isInvited = sql<boolean>`exists (select 1 from review_attendee w where w.agency_id = a.agency_id
  and w.attendee_id = a.attendee_id and w.invited_at is not null)`;

/** What runs, what waits to be closed, what begins between these moments, and what should have begun before; the asker's own first, and of those the day's. */
export async function meetingsNow(
  { tx, agencyId, actor, at }: Reading,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<NowMeeting[]> {
  const rows = await tx
    .selectFrom('conference as c')
    .select((pick) => [
      'c.conference_id as conferenceId',
      'c.conference_number as number',
      'c.state',
      'c.starts_at as startsAt',
      'c.time_zone as timeZone',
      'c.mode',
      'c.facilitator_id as facilitatorId',
      'c.started_at as startedAt',
      'c.minutes',
      'c.timekeeper_id as timekeeper',
      'c.notetaker_id as notetaker',
      closeBy.as('closeBy'),
      pick
        .selectFrom('attendee as a')
        .select(sql<number>`count(*)`.as('asked'))
        .whereRef('a.agency_id', '=', 'c.agency_id')
        .whereRef('a.conference_id', '=', 'c.conference_id')
        .where(isInvited)
        .as('asked'),
      pick
        .selectFrom('attendee as a')
        .select(sql<number>`count(*)`.as('saidYes'))
        .whereRef('a.agency_id', '=', 'c.agency_id')
        .whereRef('a.conference_id', '=', 'c.conference_id')
        .where(isInvited)
        .where('a.response', '=', 'yes')
        .as('saidYes'),
    ])
    .where('c.agency_id', '=', agencyId)
    .where((either) =>
      either.or([
        either('c.state', 'in', ['in-session', 'ended']),
        either.and([either('c.state', '=', 'scheduled'), either('c.starts_at', '<', until)]),
      ]),
    )
    .orderBy(sql`c.staff_ids && array[${actor}::uuid] or c.planned_by = ${actor}::uuid`, 'desc')
    // However much of earlier days waits, it pushes nothing of today out.
    .orderBy(sql`coalesce(c.starts_at >= ${from}, false)`, 'desc')
    .orderBy('c.starts_at')
    .limit(sql.lit(shownNow + 1))
    .modifyEnd(keepPlan)
    .$narrowType<{ state: NowMeeting['state']; mode: Mode }>()
    .execute();
  const clients = await clientsIn(
    { tx, agencyId },
    rows.map(({ conferenceId }) => conferenceId),
  );
  return rows.map(({ timekeeper, notetaker, asked, saidYes, startedAt, minutes, ...row }) => ({
    ...row,
    startsAt: isExchange(row) ? null : row.startsAt,
    missed: missedOf({ ...row, startedAt, minutes }, at),
    asked: asked ?? 0,
    saidYes: saidYes ?? 0,
    clients: (clients.get(row.conferenceId) ?? []).map(({ name }) => name),
    roles: [
      ...(row.facilitatorId === actor ? (['facilitator'] as const) : []),
      ...(timekeeper === actor ? (['timekeeper'] as const) : []),
      ...(notetaker === actor ? (['notetaker'] as const) : []),
    ],
  }));
}

type Times = {
  state: string;
  mode: Mode;
  timeZone: string;
  startsAt: Temporal.Instant | null;
  startedAt: Temporal.Instant | null;
  minutes: number | null;
};

export function missedOf(
  { startsAt, minutes, ...row }: Times,
  at: Temporal.Instant,
): Missed | null {
  if (startsAt === null || minutes === null) return null;
  return whatWasMissed({ ...row, endsAt: startsAt.add({ minutes }) }, at);
}

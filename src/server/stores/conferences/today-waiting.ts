import { sql, type RawBuilder } from 'kysely';
import type { ReportedStatus, StatusUpdate } from '#domain/action-items/status-update.ts';
import { clientName } from '#domain/client-name.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';

type Reading = Pick<Visit, 'tx' | 'agencyId' | 'actor' | 'at'>;

/** So many of each are listed at most. */
export const mostWaiting = 50;
const lookBack = { hours: 24 * 400 };

/** The conferences that the asker answers for: planned or facilitated by them, not long past. */
const answeredFor = ({ agencyId, actor, at }: Reading) => sql`
  select c.conference_id, c.state, c.starts_at, c.time_zone from conference c
  where c.agency_id = ${agencyId} and (c.planned_by = ${actor} or c.facilitator_id = ${actor})
    and c.starts_at > ${at.subtract(lookBack)}`;

/** A person's name as row security lets it through; outside people follow the items they are asked to. */
const personName = (row: 'a' | 'i', columns: [string, string, string]): RawBuilder<string> => {
  const [staff, provider, support] = columns.map((column) => sql.ref(`${row}.${column}`));
  const isCurrent = sql`v.superseded_at is null and v.valid_to is null`;
  const agency = sql.ref(`${row}.agency_id`);
  return sql<string>`coalesce(
    (select v.full_name from staff_version v where v.agency_id = ${agency} and v.staff_id = ${staff} and ${isCurrent}),
    (select v.full_name from provider_version v where v.agency_id = ${agency} and v.provider_id = ${provider} and ${isCurrent}),
    (select s.full_name from support s where s.agency_id = ${agency} and s.support_id = ${support}))`;
};

export type WaitingReply = {
  id: string;
  conferenceId: string;
  name: string;
  invitedAt: Temporal.Instant;
  startsAt: Temporal.Instant;
  timeZone: string;
};

/** Who was invited to a conference that is still to come, and has not answered. */
export async function repliesAwaited(visit: Reading): Promise<WaitingReply[]> {
  const name = sql<string>`coalesce(${personName('a', ['staff_id', 'provider_id', 'support_id'])},
    (select concat_ws(' ', coalesce(nullif(k.preferred_name, ''), k.legal_given), k.legal_family) from client k
      where k.agency_id = a.agency_id and k.client_id = a.client_id))`;
  const { rows } = await sql<WaitingReply>`
    select * from (
      select a.attendee_id as id, m.conference_id as "conferenceId", ${name} as name,
        (select min(w.invited_at) from review_attendee w where w.agency_id = a.agency_id and w.attendee_id = a.attendee_id) as "invitedAt",
        m.starts_at as "startsAt", m.time_zone as "timeZone"
      from (${answeredFor(visit)} and c.state = 'scheduled' and c.starts_at > ${visit.at}) m
        join attendee a on a.agency_id = ${visit.agencyId} and a.conference_id = m.conference_id
      where a.response = 'waiting' and a.staff_id is distinct from ${visit.actor}::uuid
        and not exists (${proposedFor(visit.agencyId)} and l.conference_id = m.conference_id
          and (x.provider_id = a.provider_id or x.support_id = a.support_id))) x
    where x.name is not null and x."invitedAt" is not null
    order by x."startsAt", x.id limit ${sql.lit(mostWaiting)} ${keepPlan}`.execute(visit.tx);
  return rows;
}

/** Attempts that the product proposes after silence, each with the mail that nobody answered. */
const proposedFor = (agencyId: string) => sql`
  select 1 from attempt x join mail l on l.agency_id = x.agency_id and l.mail_id = x.mail_id
  where x.agency_id = ${agencyId} and x.state = 'proposed' and x.superseded_at is null`;

export type WaitingSilence = {
  /** One invitation may have asked about several clients: they are confirmed together. */
  id: string;
  asked: 'invitation' | 'email' | 'perhaps-email';
  attemptIds: string[];
  conferenceId: string;
  name: string;
  clients: string[];
  sentOn: Temporal.PlainDate;
};

/** Who did not answer an invitation, or an email of an exchange, for so long that it is an attempt, once the asker says so. */
export async function silencesToSettle(visit: Reading): Promise<WaitingSilence[]> {
  const { rows } = await sql<WaitingSilence>`
    select l.mail_id as id, 'invitation' as asked, array_agg(x.attempt_id order by k.legal_family, x.attempt_id) as "attemptIds",
      m.conference_id as "conferenceId", l.to_name as name, min(x.attempted_on) as "sentOn",
      array_agg(concat_ws(' ', coalesce(nullif(k.preferred_name, ''), k.legal_given), k.legal_family)
        order by k.legal_family, x.attempt_id) as clients
    from (${answeredFor(visit)}) m
      join mail l on l.agency_id = ${visit.agencyId} and l.conference_id = m.conference_id
      join attempt x on x.agency_id = l.agency_id and x.mail_id = l.mail_id and x.state = 'proposed' and x.superseded_at is null
      join client k on k.agency_id = x.agency_id and k.client_id = x.client_id
    group by l.mail_id, m.conference_id, l.to_name
    union all
    select x.attempt_id, case when exists (select from review_attendee w
        join attendee a on a.agency_id = w.agency_id and a.attendee_id = w.attendee_id
        where w.agency_id = r.agency_id and w.review_id = r.review_id and a.provider_id = x.provider_id and w.invited_at <= e.sent_at)
      then 'email' else 'perhaps-email' end, array[x.attempt_id], m.conference_id, p.full_name, x.attempted_on,
      array[concat_ws(' ', coalesce(nullif(k.preferred_name, ''), k.legal_given), k.legal_family)]
    from (${answeredFor(visit)} and c.mode = 'email') m
      join client_review r on r.agency_id = ${visit.agencyId} and r.conference_id = m.conference_id and r.replied_at is null
      join exchange_message e on e.agency_id = r.agency_id and e.review_id = r.review_id and e.removed_at is null
      join attempt x on x.agency_id = e.agency_id and x.exchange_message_id = e.message_id and x.state = 'proposed' and x.superseded_at is null
      join provider_version p on p.agency_id = x.agency_id and p.provider_id = x.provider_id and p.superseded_at is null and p.valid_to is null
      join client k on k.agency_id = x.agency_id and k.client_id = x.client_id
    order by "sentOn", id limit ${sql.lit(mostWaiting)} ${keepPlan}`.execute(visit.tx);
  return rows;
}

export type WaitingMail = {
  id: string;
  conferenceId: string;
  name: string;
  state: 'held' | 'failed' | 'unknown';
  writtenAt: Temporal.Instant;
  timeZone: string;
};

/** Mail of these conferences that did not surely leave, and that somebody here could send again. */
export async function mailsStuck(visit: Reading): Promise<WaitingMail[]> {
  const { rows } = await sql<WaitingMail>`
    select l.mail_id as id, m.conference_id as "conferenceId", l.to_name as name, l.state, l.written_at as "writtenAt",
      m.time_zone as "timeZone"
    from (${answeredFor(visit)}) m
      join mail l on l.agency_id = ${visit.agencyId} and l.conference_id = m.conference_id
    where l.state in ('held', 'failed', 'unknown') and l.kind <> 'guest-code' order by l.written_at desc, l.mail_id limit ${sql.lit(mostWaiting)} ${keepPlan}`.execute(
    visit.tx,
  );
  return rows;
}

type ActionRow = {
  id: string;
  clientId: string;
  legalGiven: string;
  legalFamily: string;
  preferredName: string;
  name: string | null;
  isClient: boolean;
};

/** An action `i` of the client `k`, and who took it on. */
const actionColumns = sql`i.action_item_id as id, k.client_id as "clientId", k.legal_given as "legalGiven", k.legal_family as "legalFamily",
  k.preferred_name as "preferredName", ${personName('i', ['owner_staff_id', 'owner_provider_id', 'owner_support_id'])} as name,
  i.owner_is_client as "isClient"`;

const withOwner = <T extends ActionRow>({
  legalGiven,
  legalFamily,
  preferredName,
  isClient,
  ...row
}: T) => {
  const ofClient = clientName({ legalGiven, legalFamily, preferredName });
  return { ...row, clientName: ofClient, name: isClient ? ofClient : row.name };
};

type OfAction = { id: string; clientId: string; clientName: string; name: string };
export type WaitingAction = OfAction & { dueOn: Temporal.PlainDate };

/** Open actions of other people that are past their date, agreed in these conferences. */
export async function actionsOverdue(
  visit: Reading,
  today: Temporal.PlainDate,
): Promise<WaitingAction[]> {
  const { rows } = await sql<ActionRow & { dueOn: Temporal.PlainDate }>`
    select ${actionColumns}, i.due_on as "dueOn"
    from (${answeredFor(visit)} and c.state = 'closed') m
      join client_review r on r.agency_id = ${visit.agencyId} and r.conference_id = m.conference_id
      join action_item i on i.agency_id = r.agency_id and i.review_id = r.review_id
      join client k on k.agency_id = r.agency_id and k.client_id = r.client_id
    where i.state = 'open' and i.removed_at is null and i.due_on < ${today} and i.owner_staff_id is distinct from ${visit.actor}::uuid
    order by i.due_on, i.action_item_id limit ${sql.lit(mostWaiting)} ${keepPlan}`.execute(
    visit.tx,
  );
  return rows.flatMap((row) => {
    const { name, ...action } = withOwner(row);
    return name === null ? [] : [{ ...action, name }];
  });
}

export type WaitingStatusUpdate = StatusUpdate & OfAction & { on: Temporal.PlainDate };

/** What owners outside say of open steps that the asker follows up, and that nobody has settled since. */
export async function statusUpdatesToSettle(visit: Reading): Promise<WaitingStatusUpdate[]> {
  const { rows } = await sql<
    ActionRow & {
      said: ReportedStatus;
      until: Temporal.PlainDate | null;
      at: Temporal.Instant;
      timeZone: string;
    }
  >`
    select ${actionColumns}, u.said, u.until, u.said_at as at, c.time_zone as "timeZone"
    from action_item i
      join action_item_status_update u on u.agency_id = i.agency_id and u.action_item_id = i.action_item_id and u.superseded_at is null
      join client_review r on r.agency_id = i.agency_id and r.review_id = i.review_id and r.state = 'done'
      join conference c on c.agency_id = r.agency_id and c.conference_id = r.conference_id and c.state = 'closed'
      join client k on k.agency_id = i.agency_id and k.client_id = i.client_id
    where i.agency_id = ${visit.agencyId} and i.follow_up_by = ${visit.actor} and i.state = 'open' and i.removed_at is null
    order by u.said_at, i.action_item_id limit ${sql.lit(mostWaiting)} ${keepPlan}`.execute(
    visit.tx,
  );
  return rows.map(({ at, timeZone, ...row }) => {
    const { name, ...action } = withOwner(row);
    return {
      ...action,
      name: name ?? 'Somebody',
      on: at.toZonedDateTimeISO(timeZone).toPlainDate(),
    };
  });
}

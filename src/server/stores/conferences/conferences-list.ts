import { sql } from 'kysely';
import { clientName } from '#domain/client-name.ts';
import type { Missed } from '#domain/conference/missed.ts';
import type { Mode } from '#domain/conference/conference.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { ConferenceState } from './conferences-rows.ts';
import { missedOf } from './today-conferences.ts';

export type ListedConference = {
  conferenceId: string;
  number: number;
  state: ConferenceState;
  startsAt: Temporal.Instant | null;
  minutes: number | null;
  timeZone: string;
  mode: Mode;
  facilitatorId: string | null;
  isLedByAsker: boolean;
  missed: Missed | null;
  clients: { clientId: string; name: string }[];
  /** Where the page after this row begins. */
  place: string;
};

const statesOf = {
  upcoming: ['draft', 'scheduled'],
  'to-close': ['scheduled', 'in-session', 'ended'],
  past: ['closed', 'cancelled', 'discarded'],
} as const;

/** What nobody began when its time came waits like what nobody closed: it is not ahead any more. */
const standsHere = (view: keyof typeof statesOf, at: Temporal.Instant) => {
  const hasPassed = sql`coalesce(c.starts_at + make_interval(mins => c.minutes) <= ${at}, false)`;
  return view === 'to-close'
    ? sql<boolean>`(c.state <> 'scheduled' or ${hasPassed})`
    : sql<boolean>`(c.state <> 'scheduled' or not ${hasPassed})`;
};

type Page = {
  view: keyof typeof statesOf;
  clientId?: string | undefined;
  after: { at: string; id: string } | null;
  size: number;
};

/** The conferences that the asker takes part in or whose clients they see: what comes next first, what is past last first. */
export async function conferencePage(
  { tx, agencyId, actor, at }: Pick<Visit, 'tx' | 'agencyId' | 'actor' | 'at'>,
  { view, clientId, after, size }: Page,
): Promise<ListedConference[]> {
  const when = sql<Temporal.Instant>`coalesce(c.starts_at, c.planned_at)`;
  const isPast = view === 'past';
  const rows = await tx
    .selectFrom('conference as c')
    .select(['c.conference_id', 'c.conference_number', 'c.state', 'c.starts_at', 'c.minutes'])
    .select(['c.time_zone', 'c.mode', 'c.facilitator_id', 'c.started_at'])
    .select(when.as('place_at'))
    .where('c.agency_id', '=', agencyId)
    .where('c.state', 'in', [...statesOf[view]])
    .where(standsHere(view, at))
    .$if(clientId !== undefined, (query) =>
      query.where(
        sql<boolean>`exists (select from client_review r where r.agency_id = c.agency_id
          and r.conference_id = c.conference_id and r.client_id = ${clientId ?? ''}::uuid)`,
      ),
    )
    .$if(after !== null, (query) =>
      query.where(
        isPast
          ? sql<boolean>`(${when}, c.conference_id) < (${after?.at ?? ''}::timestamptz, ${after?.id ?? ''}::uuid)`
          : sql<boolean>`(${when}, c.conference_id) > (${after?.at ?? ''}::timestamptz, ${after?.id ?? ''}::uuid)`,
      ),
    )
    .orderBy(isPast ? sql`coalesce(c.starts_at, c.planned_at) desc` : when)
    .orderBy('c.conference_id', isPast ? 'desc' : 'asc')
    .limit(size)
    .$narrowType<{ state: ConferenceState; mode: Mode }>()
    .execute();
  const clients = await clientsOf(
    { tx, agencyId },
    rows.map((row) => row.conference_id),
  );
  return rows.map((row) => ({
    conferenceId: row.conference_id,
    number: row.conference_number,
    state: row.state,
    startsAt: row.starts_at,
    minutes: row.minutes,
    timeZone: row.time_zone,
    mode: row.mode,
    facilitatorId: row.facilitator_id,
    isLedByAsker: row.facilitator_id === actor,
    missed: missedOf(
      { ...row, timeZone: row.time_zone, startsAt: row.starts_at, startedAt: row.started_at },
      at,
    ),
    clients: clients.get(row.conference_id) ?? [],
    place: `${row.place_at.toString()}_${row.conference_id}`,
  }));
}

async function clientsOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  conferenceIds: readonly string[],
) {
  const found = new Map<string, { clientId: string; name: string }[]>();
  if (conferenceIds.length === 0) return found;
  const rows = await tx
    .selectFrom('client_review as r')
    .innerJoin('client as c', (join) =>
      join.onRef('c.agency_id', '=', 'r.agency_id').onRef('c.client_id', '=', 'r.client_id'),
    )
    .select(['r.conference_id', 'c.client_id'])
    .select([
      'c.legal_given as legalGiven',
      'c.legal_family as legalFamily',
      'c.preferred_name as preferredName',
    ])
    .where('r.agency_id', '=', agencyId)
    .where('r.conference_id', 'in', [...conferenceIds])
    .orderBy('r.position')
    .execute();
  for (const row of rows) {
    const client = { clientId: row.client_id, name: clientName(row) };
    found.set(row.conference_id, [...(found.get(row.conference_id) ?? []), client]);
  }
  return found;
}

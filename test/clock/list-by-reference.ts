import { noFacts } from '#domain/policy-clock/facts.ts';
import { plain, review, type Plain } from '#domain/policy-clock/given-facts.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { House } from '#test/house.ts';
import { weekday } from './civil.ts';
import { referenceAnswers } from './reference-answer.ts';
import type { PlainReview } from './reference-review.ts';
import type { Answer, PlainFacts } from './reference-words.ts';

export type Line = {
  number: number;
  id: string;
  strength: string;
  status: string;
  dueOn: string | null;
  daysLeft: number | null;
};

/** One of all the duties of a client, as it stands beside the row. */
export type OwedLine = Pick<Line, 'id' | 'strength' | 'status'> & { due: string };

type Stored = {
  enrollment_id: string;
  client_id: string;
  client_number: number;
  started_on: string;
  ended_on: string | null;
  go_live_on: string;
  zone: string;
  today: string;
  held: { id: string; heldOn: string }[];
  reassessed: { id: string; on: string }[];
  changed: { id: string; code: string; occurredOn: string }[];
  tried: { id: string; on: string }[];
  exempt: { id: string; reason: string; from: string; until: string | null }[];
  paused: { id: string; kind: string; from: string; resumedOn: string | null }[];
  reviews: { id: string; heldOn: string; provider: string | null; serves: boolean }[];
};

/** The due list as the reference says it, out of the agency's facts as they lie in the tables: no code of the product's takes part. */
export async function linesByReference(
  house: House,
  agencyId: string,
  policy: ProgramPolicy,
): Promise<{ due: Line[]; backlog: Line[]; owed: Map<string, OwedLine[]> }> {
  const { rows } = await house.owner.query<Stored>(
    `select e.enrollment_id, e.client_id, c.client_number, v.valid_from::text as started_on, v.valid_to::text as ended_on,
       g.go_live_on::text, g.time_zone as zone, (auth.now() at time zone g.time_zone)::date::text as today,
       (select coalesce(json_agg(json_build_object('id', held_elsewhere_id, 'heldOn', held_on)), '[]') from held_elsewhere x
         where x.agency_id = e.agency_id and x.enrollment_id = e.enrollment_id) as held,
       (select coalesce(json_agg(json_build_object('id', reassessment_id, 'on', happens_on)), '[]') from reassessment x
         where x.agency_id = e.agency_id and x.enrollment_id = e.enrollment_id) as reassessed,
       (select coalesce(json_agg(json_build_object('id', change_event_id, 'code', code, 'occurredOn', occurred_on)), '[]') from change_event x
         where x.agency_id = e.agency_id and x.client_id = e.client_id) as changed,
       (select coalesce(json_agg(json_build_object('id', attempt_id, 'on', attempted_on)), '[]') from attempt x
         where x.agency_id = e.agency_id and x.enrollment_id = e.enrollment_id) as tried,
       (select coalesce(json_agg(json_build_object('id', exemption_id, 'reason', reason, 'from', starts_on, 'until', ends_on)), '[]') from exemption x
         where x.agency_id = e.agency_id and x.enrollment_id = e.enrollment_id) as exempt,
       (select coalesce(json_agg(json_build_object('id', pause_id, 'kind', kind, 'from', starts_on, 'resumedOn', resumed_on)), '[]') from pause x
         where x.agency_id = e.agency_id and x.enrollment_id = e.enrollment_id) as paused,
       (select coalesce(json_agg(json_build_object('id', x.review_id, 'heldOn', (x.started_at at time zone g.time_zone)::date,
           'provider', (select v.provider_class from attendee a join provider_version v using (agency_id, provider_id)
             where a.agency_id = x.agency_id and a.conference_id = x.conference_id and a.provider_id is not null),
           'serves', exists (select from attendee a join care_team_member m using (agency_id, provider_id)
             where a.agency_id = x.agency_id and a.conference_id = x.conference_id and m.client_id = x.client_id))), '[]') from client_review x
         where x.agency_id = e.agency_id and x.client_id = e.client_id) as reviews
     from enrollment e join client c using (agency_id, client_id) join program g using (agency_id, program_id)
       join enrollment_version v using (agency_id, enrollment_id)
     where e.agency_id = $1 and v.superseded_at is null`,
    [agencyId],
  );
  const rules = plain(policy);
  const owed = rows.flatMap((row) => answersFor(row, rules).map((each) => ({ ...each, row })));
  const lines = (isBacklog: boolean) =>
    firstOfEach(
      owed.flatMap(({ row, ...answer }) =>
        answer.isBacklog === isBacklog && open.has(answer.status)
          ? [{ line: lineOf(row, answer, policy), place: placeOf(row, answer, policy) }]
          : [],
      ),
    );
  const [day] = rows;
  return { due: lines(false), backlog: lines(true), owed: owedByClient(day?.today ?? '') };

  /** All of it, what fell due before the program began here as well, in the order of the worklist. */
  function owedByClient(today: string) {
    const inOrder = owed
      .filter(({ status }) => open.has(status))
      .map(({ row, ...answer }) => ({
        clientId: row.client_id,
        line: lineOf(row, answer, policy),
        place: placeOf(row, answer, policy),
      }))
      .toSorted((one, other) => (one.place < other.place ? -1 : 1));
    return new Map(
      [...Map.groupBy(inOrder, ({ clientId }) => clientId)].map(([clientId, theirs]) => [
        clientId,
        theirs.map(({ line: { id, strength, status, dueOn } }) => ({
          id,
          strength,
          status,
          due: dueOn === null ? 'No date set' : dateOf(dueOn, today),
        })),
      ]),
    );
  }
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Wed 20 May", with the year only where it is not this one. */
function dateOf(on: string, today: string) {
  const [year = '', month = '', day = ''] = on.split('-');
  const words = `${weekdays[weekday(on) - 1]} ${Number(day)} ${months[Number(month) - 1]}`;
  return year === today.slice(0, 4) ? words : `${words} ${year}`;
}

const none = plain(noFacts);
const open = new Set(['open', 'current', 'due_soon', 'due_today', 'overdue']);
const recorded = { recordedAt: '2000-01-01T00:00:00Z', supersededAt: null };

function answersFor(row: Stored, rules: Plain<ProgramPolicy>): Answer[] {
  const facts: PlainFacts = {
    ...none,
    elsewhere: row.held.map((each) => ({ ...each, ...recorded, source: 'Paper' })),
    reassessments: row.reassessed.map((each) => ({ ...each, ...recorded })),
    attempts: row.tried.map((each) => ({ ...each, ...recorded, artifacts: [] })),
    exemptions: row.exempt.map((each) => ({
      ...each,
      ...recorded,
      ruleId: null,
      reviewOn: null,
    })),
    pauses: row.paused.map((each) => ({ ...each, ...recorded })),
    reviews: row.reviews.map(reviewOf),
    triggers: row.changed.map((each) => ({
      ...each,
      ...recorded,
      occurredAt: null,
      isWanted: true,
    })),
  };
  return referenceAnswers({
    enrollment: {
      id: row.enrollment_id,
      startedOn: row.started_on,
      endedOn: row.ended_on,
      policies: [rules],
      goLiveOn: row.go_live_on,
    },
    facts,
    when: { asOf: row.today, asKnownAt: '2040-01-01T00:00:00Z' },
    zone: row.zone,
  });
}

const standing = plain(review('2026-01-05'));
const [manager, provider] = standing.attendees;

/** Written down in full, by a case manager, with the one provider or with nobody else. */
function reviewOf({ id, heldOn, provider: of, serves }: Stored['reviews'][number]): PlainReview {
  const startAt = `${heldOn}T16:00:00Z`;
  return {
    ...standing,
    ...recorded,
    id,
    heldOn,
    mode: 'in_person',
    startAt,
    endAt: `${heldOn}T16:30:00Z`,
    plannedAt: '2000-01-01T00:00:00Z',
    isTwoWay: of !== null,
    attendees: [
      ...(manager ? [manager] : []),
      ...(provider && of !== null ? [{ ...provider, servesClient: serves }] : []),
    ],
  };
}

const keyOf = ({ ruleId, occurrenceId }: Answer) =>
  occurrenceId === null ? ruleId : `${ruleId}:${occurrenceId}`;

function lineOf(row: Stored, answer: Answer, policy: ProgramPolicy): Line {
  const rule =
    policy.cadence.find(({ ruleId }) => ruleId === answer.ruleId) ??
    policy.triggers.find(({ code }) => code === answer.ruleId);
  const { status, dueOn, daysLeft } = answer;
  return {
    number: row.client_number,
    id: `${row.enrollment_id}_${keyOf(answer)}`,
    strength: rule?.obligation ?? 'not_required',
    status,
    dueOn,
    daysLeft,
  };
}

/** A crisis comes first of all, what has no date last. */
function placeOf(row: Stored, answer: Answer, { triggers }: ProgramPolicy): string {
  const isCrisis = triggers.some(
    ({ code, severity }) => code === answer.ruleId && severity === 'crisis',
  );
  const day = isCrisis ? '0' : (answer.dueOn ?? '9999');
  return `${day} ${row.enrollment_id} ${keyOf(answer)}`;
}

/** Each client by the first of what they owe, the clients in the order of these. */
function firstOfEach(all: { line: Line; place: string }[]): Line[] {
  const inOrder = all.toSorted((one, other) => (one.place < other.place ? -1 : 1));
  const seen = new Set<number>();
  return inOrder.flatMap(({ line }) => {
    if (seen.has(line.number)) return [];
    seen.add(line.number);
    return [line];
  });
}

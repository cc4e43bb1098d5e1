import type pg from 'pg';
import { sensitivityClasses, type OutsideRef, type SensitivityClass } from '#domain/people.ts';
import { jobOn, type History } from '#test/consent-histories.ts';
import { idOf, organizationIn } from '#test/consent-rows.ts';
import { hashOf } from '#test/walls/guest-scene.ts';

/** Everybody who could be asked in a history, and by which token they come. */
export type Guest = {
  h: number;
  person: OutsideRef;
  organizationId: string | null;
  visitHash: string;
};
export const programClasses = [
  'general',
  'hiv',
  'sud',
  'mental_health',
] as const satisfies SensitivityClass[];
export const today = '2026-06-14';

export const guestsOf = (h: number, history: History): Guest[] =>
  [
    ...history.careers.map((career, n) => ({
      person: { kind: 'provider' as const, id: idOf('provider', h, n) },
      organizationId: organizationIn(h, jobOn(career, today)?.organization ?? -1),
      isAtWork: jobOn(career, today) !== null,
    })),
    ...[0, 1].map((n) => ({
      person: { kind: 'support' as const, id: idOf('support', h, n) },
      organizationId: null,
      isAtWork: false,
    })),
    ...[0, 1].map((n) => ({
      person: { kind: 'client' as const, id: idOf('client', h, n) },
      organizationId: null,
      isAtWork: false,
    })),
  ].map(({ person, organizationId, isAtWork }) => ({
    h,
    person,
    organizationId: isAtWork ? organizationId : null,
    visitHash: hashOf(`visit of ${person.id}`),
  }));

const rowId = (place: number) => (h: number) => idOf('row', h, place);
export const reviewId = (h: number, client: number) => rowId(800 + client)(h);
const enrollmentId = (h: number, client: number) => rowId(810 + client)(h);
const conferenceId = rowId(820);

type Paper = History['consents'][number];
/** Beside a paper one for the same people that was signed before it and tells some kinds, and one after it by which we are told and tell nothing. */
const beside = (paper: Paper): Paper[] => [
  {
    ...paper,
    classes: ['general', 'dv', 'genetic'],
    signedOn: '2026-06-01',
    validFrom: '2026-06-01',
    lastsDays: null,
    revokedAt: null,
    supersededAt: null,
    withdrawnAt: null,
    endedOn: null,
  },
  {
    ...paper,
    classes: [...sensitivityClasses],
    signedOn: today,
    validFrom: '2026-06-01',
    weDisclose: false,
    weReceive: true,
    isMutual: false,
    revokedAt: null,
  },
];

/** Most papers by chance are about something else: these are about meetings, and every second one tells what a program tells. */
export function aboutMeetings(history: History): History {
  const consents = history.consents.map((consent, n) => ({
    ...consent,
    purposes: [...new Set([...consent.purposes, 'case_conference' as const])],
    classes: [
      ...new Set([
        ...consent.classes,
        'general' as const,
        ...(n % 2 === 0 && !consent.isRefusal ? programClasses : []),
      ]),
    ],
  }));
  const [first] = consents;
  return {
    ...history,
    consents: [...consents, ...(first && !first.isRefusal ? beside(first) : [])],
  };
}

type Here = { agencyId: string; staffId: string; programs: readonly string[] };
/** The two clients of a history are in programs of one class or another. */
export const programOf = (h: number, client: number, count: number) => (h + client) % count;

/** One meeting in each history about both of its clients, for a reason of each class, to which everybody was asked and opened their link. */
export async function writeMeetings(
  owner: pg.Pool,
  histories: readonly History[],
  { agencyId, staffId, programs }: Here,
) {
  const tables = [
    'enrollment',
    'conference',
    'client_review',
    'review_reason',
    'attendee',
    'review_attendee',
    'auth.guest_link',
    'auth.guest_visit',
  ] as const;
  const written: [table: (typeof tables)[number], row: object][] = [];
  const add = (table: (typeof tables)[number], row: object) => written.push([table, row]);
  const agency_id = agencyId;
  const at = '2026-06-14T15:59:00Z';
  for (const [h, history] of histories.entries()) {
    const conference_id = conferenceId(h);
    add('conference', {
      agency_id,
      conference_id,
      conference_number: h,
      state: 'scheduled',
      starts_at: '2026-06-15T14:00:00Z',
      minutes: 60,
      time_zone: 'America/New_York',
      mode: 'video',
      place: '',
      join_link: '',
      planned_by: staffId,
      planned_at: at,
    });
    for (const client of [0, 1]) {
      const client_id = idOf('client', h, client);
      const review_id = reviewId(h, client);
      const enrollment_id = enrollmentId(h, client);
      add('enrollment', {
        agency_id,
        enrollment_id,
        client_id,
        program_id: programs[programOf(h, client, programs.length)],
        created_at: at,
      });
      add('client_review', {
        agency_id,
        review_id,
        conference_id,
        client_id,
        enrollment_id,
        position: client,
        planned_minutes: 15,
      });
      for (const [n, name] of sensitivityClasses.entries())
        add('review_reason', {
          agency_id,
          reason_id: rowId(830 + client * 20 + n)(h),
          review_id,
          client_id,
          position: n,
          code: 'status_needs_goals',
          class: name,
          written_by: staffId,
        });
    }
    for (const [n, { person, visitHash }] of guestsOf(h, history).entries()) {
      const [attendee_id, link_id] = [rowId(900 + n)(h), rowId(910 + n)(h)];
      const column = `${person.kind}_id`;
      add('attendee', { agency_id, attendee_id, conference_id, [column]: person.id });
      for (const client of [0, 1])
        add('review_attendee', {
          agency_id,
          review_attendee_id: rowId(920 + n * 2 + client)(h),
          review_id: reviewId(h, client),
          attendee_id,
          client_id: idOf('client', h, client),
          invited_at: at,
        });
      add('auth.guest_link', {
        link_id,
        agency_id,
        conference_id,
        [column]: person.id,
        mail_id: link_id,
        link_hash: visitHash,
        made_at: at,
        ends_at: '2026-06-17T00:00:00Z',
      });
      add('auth.guest_visit', {
        visit_id: rowId(950 + n)(h),
        link_id,
        token_hash: visitHash,
        begun_at: at,
        used_at: at,
      });
    }
  }
  const login = await owner.connect();
  // A meeting that nobody planned: what the tables demand of each other is tested where it is.
  await login.query('set session_replication_role = replica');
  for (const table of tables) {
    const all = written.flatMap(([of, row]) => (of === table ? [row] : []));
    const columns = [...new Set(all.flatMap((row) => Object.keys(row)))].join(', ');
    await login.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(all)],
    );
  }
  await login.query('update auth.guest_link l set code_address = auth.guest_address(l)');
  await login.query('set session_replication_role = origin');
  login.release();
  await owner.query('analyze');
}

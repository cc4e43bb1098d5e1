import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { presets } from '#domain/program-policy/presets/presets.ts';

export type Caseload = {
  agencyId: string;
  tokens: { worker: string; supervisor: string; administrator: string };
  /** A new session of the worker with this number, and the ids of the people and cases of that number. */
  sessionOf: (worker: number) => Promise<string>;
  idOf: (kind: 'staff' | 'client' | 'enrollment', number: number) => string;
};

/** Ids are spread evenly, and a tenth of them begin lower. */
const oneInTen = '1999999a';

const patternOf = (which: string) =>
  `select * from obligation where agency_id = (select agency_id from agency where name = 'Pattern') and ${which} limit 1`;

const uuidOf = (what: string) =>
  `overlay(overlay(md5(${what}) placing '4' from 13) placing '8' from 17)::uuid`;

/**
 * An agency with so many open enrollments: 50 to a worker, 10 workers to a team, 20 programs, each client in so many of them
 * with workers of their own. Written straight into the tables, as an importer of ten years would have left them; the first
 * enrollment's own projection is the pattern of all, that of its change the pattern for every tenth of a client with more
 * than one. A spoiled one has a worklist in which every row is wrong.
 */
export async function makeCaseload(
  owner: pg.Pool,
  {
    size,
    name,
    isSpoiled = false,
    programsEach = 1,
  }: { size: number; name: string; isSpoiled?: boolean; programsEach?: number },
): Promise<Caseload> {
  const client = await owner.connect();
  const run = (text: string, values: unknown[] = []) => client.query(text, values);
  const id = (what: string) => {
    const raw = createHash('md5').update(`${name}-${what}`).digest('hex');
    const hex = `${raw.slice(0, 12)}4${raw.slice(13, 16)}8${raw.slice(17)}`;
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20),
    ].join('-');
  };
  const agencyId = id('agency');
  const workers = Math.ceil(size / 50);
  const teams = Math.ceil(workers / 10);
  const programs = 20;
  const of = (kind: string, number: string) => uuidOf(`'${name}-${kind}-' || (${number})`);
  try {
    await run(`set session_replication_role = replica`);
    await run(
      `insert into agency (agency_id, name, neutral_name, contact_phone, time_zone, created_at, next_client_number)
       values ($1, $2, 'Community Services', '555-0100', 'America/New_York', now(), $3)`,
      [agencyId, name, size + 1_001],
    );
    await run(
      `insert into program (agency_id, program_id, name, preset, time_zone, go_live_on, created_at)
       select $1, ${of('program', 'p')}, 'Program ' || p, 'comprehensive', 'America/New_York', '2020-01-01', now()
       from generate_series(0, ${programs - 1}) p`,
      [agencyId],
    );
    await run(
      `insert into program_policy (agency_id, program_id, version, effective_from, document, recorded_at)
       select $1, ${of('program', 'p')}, 1, '2000-01-01', $2, now() from generate_series(0, ${programs - 1}) p`,
      [agencyId, JSON.stringify(presets.comprehensive)],
    );
    await run(
      `insert into team (agency_id, team_id, program_id, name)
       select $1, ${of('team', 't')}, ${of('program', `t % ${programs}`)}, 'Team ' || t from generate_series(0, ${teams - 1}) t`,
      [agencyId],
    );
    // Worker 0 is the worker that is timed; the two after the last are a supervisor and an administrator.
    await run(
      `insert into sign_in."user" (id, name, email) select '${name}-' || s, 'Staff ' || s, '${name}-' || s || '@example.org'
       from generate_series(0, ${workers + 1}) s`,
    );
    await run(
      `insert into staff (agency_id, staff_id, user_id, email, created_at)
       select $1, ${of('staff', 's')}, '${name}-' || s, '${name}-' || s || '@example.org', now() from generate_series(0, ${workers + 1}) s`,
      [agencyId],
    );
    await run(
      `insert into staff_version (agency_id, staff_id, version_id, full_name, title, valid_from, recorded_at)
       select $1, ${of('staff', 's')}, ${of('staffv', 's')}, 'Staff ' || s, 'Case manager', '2020-01-01', now()
       from generate_series(0, ${workers + 1}) s`,
      [agencyId],
    );
    await run(
      `insert into staff_role (agency_id, staff_id, role, granted_at)
       select $1, ${of('staff', 's')}, case s when ${workers} then 'supervisor' when ${workers + 1} then 'administrator'
         else 'case-manager' end, now() from generate_series(0, ${workers + 1}) s`,
      [agencyId],
    );
    await run(
      `insert into team_member (agency_id, team_member_id, team_id, staff_id)
       select $1, ${of('member', 's')}, ${of('team', `case when s = ${workers} then 0 else s / 10 end`)}, ${of('staff', 's')}
       from generate_series(0, ${workers}) s`,
      [agencyId],
    );
    await run(
      `insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
       select $1, ${of('member', 's')}, ${of('memberv', 's')}, case s when ${workers} then 'supervisor' else 'case-manager' end,
         '2020-01-01', now() from generate_series(0, ${workers}) s`,
      [agencyId],
    );
    // Side by side stand as many teams as a client has programs; each of their workers has one enrollment of 50 clients.
    const side = 500 * programsEach;
    const team = `(${programsEach} * (c / ${side}) + c % ${programsEach})`;
    const workerOf = `(10 * ${team} + c % ${side} / ${programsEach} / 50)`;
    const program = `${team} % ${programs}`;
    const clientOf = `c / ${programsEach}`;
    const allOf = (kind: string, number: string) =>
      `array(select ${of(kind, number)} from generate_series(k * ${programsEach}, k * ${programsEach} + ${programsEach - 1}) c)`;
    await run(
      `insert into client (agency_id, client_id, client_number, legal_given, legal_family, given_key, family_key, preferred_key,
         staff_ids, manager_ids, team_ids, program_ids, created_at)
       select $1, ${of('client', 'k')}, 1001 + k, 'Given' || k % 997, 'Family' || k, 'given' || k % 997, 'family' || k, '',
         ${allOf('staff', workerOf)}, ${allOf('staff', workerOf)}, ${allOf('team', team)}, ${allOf('program', program)}, now()
       from generate_series(0, ${size / programsEach - 1}) k`,
      [agencyId],
    );
    await run(
      `insert into enrollment (agency_id, enrollment_id, client_id, program_id, created_at)
       select $1, ${of('enrollment', 'c')}, ${of('client', clientOf)}, ${of('program', program)}, now() from generate_series(0, ${size - 1}) c`,
      [agencyId],
    );
    await run(
      `insert into enrollment_version (agency_id, enrollment_id, client_id, program_id, version_id, worker_id, team_id, valid_from, recorded_at)
       select $1, ${of('enrollment', 'c')}, ${of('client', clientOf)}, ${of('program', program)}, ${of('enrollmentv', 'c')}, ${of('staff', workerOf)}, ${of('team', team)},
         current_date - 300 + c % 290, now() from generate_series(0, ${size - 1}) c`,
      [agencyId],
    );
    // What was just written is unknown to the planner, which would read it all over again for each row.
    await run(`analyze enrollment, enrollment_version`);
    await run(
      `insert into obligation (agency_id, enrollment_id, obligation_key, client_id, program_id, team_id, worker_id, kind, strength,
         state, due_on, due_soon_on, anchor_on, explanation)
       select $1, e.enrollment_id, p.obligation_key, e.client_id, e.program_id, v.team_id, v.worker_id, p.kind, p.strength, 'open',
         v.valid_from + 180, v.valid_from + 150, v.valid_from, p.explanation || jsonb_build_object('enrollmentId', e.enrollment_id,
           'dueOn', v.valid_from + 180, 'labelOn', v.valid_from + 180, 'dueSoonOn', v.valid_from + 150)
           || case when $2 then '{"policyVersion": 0}' else '{}' end::jsonb
       from enrollment e join enrollment_version v using (agency_id, enrollment_id),
         (${patternOf("kind <> 'trigger'")}) p
       where e.agency_id = $1`,
      [agencyId, isSpoiled],
    );
    if (programsEach > 1)
      await run(
        `insert into obligation (agency_id, enrollment_id, obligation_key, client_id, program_id, team_id, worker_id, kind, strength,
           state, due_on, due_soon_on, anchor_on, explanation)
         select $1, e.enrollment_id, split_part(p.obligation_key, ':', 1) || ':' || e.enrollment_id, e.client_id, e.program_id, v.team_id,
           v.worker_id, p.kind, p.strength, 'open', p.due_on, p.due_soon_on, p.anchor_on,
           p.explanation || jsonb_build_object('enrollmentId', e.enrollment_id, 'occurrenceId', e.enrollment_id)
         from enrollment e join enrollment_version v using (agency_id, enrollment_id), (${patternOf("kind = 'trigger'")}) p
         where e.agency_id = $1 and left(e.enrollment_id::text, 8) < '${oneInTen}'`,
        [agencyId],
      );
    await run(`set session_replication_role = default`);
    const session = (number: number) => sessionIn(owner, { agencyId, userId: `${name}-${number}` });
    return {
      agencyId,
      tokens: {
        worker: await session(0),
        supervisor: await session(workers),
        administrator: await session(workers + 1),
      },
      sessionOf: (worker) => sessionIn(owner, { agencyId, userId: `${name}-${worker}` }),
      idOf: (kind, number) => id(`${kind}-${number}`),
    };
  } finally {
    client.release();
  }
}

async function sessionIn(
  owner: pg.Pool,
  { agencyId, userId }: { agencyId: string; userId: string },
) {
  const token = randomBytes(24).toString('base64url');
  await owner.query(
    `insert into sign_in.session (id, "userId", token, "expiresAt") values ($1, $2, $3, auth.now() + interval '12 hours')`,
    [randomBytes(12).toString('hex'), userId, token],
  );
  const hash = createHash('sha256').update(token).digest('hex');
  await owner.query(`select auth.choose_agency($1, $2)`, [hash, agencyId]);
  return token;
}

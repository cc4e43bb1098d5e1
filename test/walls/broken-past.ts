import type { EnrolledWorld } from '#test/walls/enrollment-worlds.ts';
import { forgotten, type Ask, type Walled } from './walled.ts';

/** Who may look back on an enrollment, and to which days: by the decisions 0110, 0250, 0330 and 0331. */
export function functionsOfThePast(world: EnrolledWorld, trainedAuditor: string): Walled[] {
  const program = `(e.program_id <> all((select auth.untold_programs())::uuid[]) or e.program_id = any((select auth.audited_programs())::uuid[]))`;
  const oversees = `((select auth.audits_every_program()) or e.program_id = any((select auth.audited())::uuid[])
          or (select auth.has_role('administrator')) or e.program_id = any((select auth.supervised())::uuid[]))`;
  const oversight = { purpose: 'oversight' };
  const ofDays = (from: string, until: string) =>
    `update staff_role set covers_from = '${from}', covers_until = '${until}' where staff_id = '${world.people.aud.staffId}';`;
  const ofNobody = `with made as (insert into audit_sample
      values ('${world.agency.agencyId}', gen_random_uuid(), 'drawn', 1, 'x', '2020-01-01Z', '${world.people.sue.staffId}') returning sample_id)
    update staff_role set sample_id = (select sample_id from made) where staff_id = '${world.people.aud.staffId}';`;
  const inSample = `((select auth.sampled()) is null or e.client_id = any((select auth.sampled())::uuid[]))`;
  const ranThen = `((select auth.covers_any_day()) or exists (select from enrollment_version v where v.agency_id = e.agency_id
            and v.enrollment_id = e.enrollment_id and v.valid_from <= (select auth.covered_until())
            and (v.valid_to is null or v.valid_to > (select auth.covered_from()))))`;
  const counted = (words: string): Ask[] => [
    { who: 'aud', words, ...oversight, answer: 1 },
    { who: 'aud', words, ...oversight, before: trainedAuditor, answer: 2 },
    { who: 'sue', words, ...oversight, answer: 1 },
    { who: 'ann', words, ...oversight, answer: 0 },
  ];
  const scope = `select count(*)::integer as told from auth.clock_enrollments(array['${world.enrollmentId}', '${world.client.enrollmentId}']::uuid[])`;
  const listedOn = `select count(*)::integer as told from auth.enrollments_on(null, '2027-03-15', auth.now(), null, 50)`;
  return [
    {
      name: 'auth.clock_scope(uuid[])',
      asks: [
        ...counted(scope),
        { who: 'aud', words: scope, ...oversight, before: ofNobody, answer: 0 },
        {
          who: 'aud',
          words: scope
            .replace(
              'count(*)::integer as told from auth.clock_enrollments(',
              'cardinality(auth.clock_scope(',
            )
            .concat(') as told'),
          ...oversight,
          before: `${ofDays('1990-01-01', '1990-12-31')} grant execute on function auth.clock_scope(uuid[]) to roundtable_app;`,
          answer: 0,
        },
      ],
      breaks: forgotten(program, oversees.replace('\n', '\n  '), ranThen, inSample),
    },
    {
      name: 'auth.enrollments_on(uuid, date, timestamp with time zone, uuid, integer)',
      asks: [
        ...counted(listedOn),
        { who: 'aud', words: listedOn, answer: 0 },
        { who: 'aud', words: listedOn, ...oversight, before: ofNobody, answer: 0 },
        ...[
          ['2027-03-15', '2027-03-15', 1] as const,
          ['2027-03-16', '2027-04-01', 0] as const,
          ['2027-03-01', '2027-03-14', 0] as const,
        ].map(([from, until, answer]) => ({
          who: 'aud' as const,
          words: listedOn,
          ...oversight,
          before: ofDays(from, until),
          answer,
        })),
      ],
      breaks: forgotten(
        program,
        oversees,
        inSample,
        `(select auth.purpose()) = 'oversight'`,
        'on_date >= (select auth.covered_from())',
        'on_date <= (select auth.covered_until())',
      ),
    },
  ];
}

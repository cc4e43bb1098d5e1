import type { EnrolledWorld } from '#test/walls/enrollment-worlds.ts';
import { functionsOfThePast } from './broken-past.ts';
import { forgotten, type Walled } from './walled.ts';

/** Who may know of an enrollment: written by hand from the decisions 0041, 0062 and 0110. */
export function functionsOfPrograms(world: EnrolledWorld): Walled[] {
  const { agency, client, harbor, enrollmentId, conferenceId, people } = world;
  const here = `'${agency.agencyId}'`;
  const her = `'${client.clientId}'`;
  const trained = (who: keyof typeof people, about = 'hiv', more = '') =>
    `insert into staff_training (agency_id, training_id, staff_id, about, completed_on, expires_on, recorded_at)
     values (${here}, gen_random_uuid(), '${people[who].staffId}', '${about}', '2020-01-01', '2099-12-31', '2020-01-01Z'); ${more}`;
  const noTrainingAsked = `update class_access set training_from = null;`;
  const unseen = `update client set staff_ids = '{}', team_ids = '{}', program_ids = '{}' where client_id = ${her};`;
  const asBiller = `update staff_role set role = 'biller' where staff_id = '${people.bo.staffId}';`;

  const told = `select auth.may_know_of(${her}, '${harbor.programId}') as told`;
  const ofProgram: Walled = {
    name: 'auth.may_know_of(uuid, uuid)',
    asks: [
      { who: 'hal', words: told, before: `delete from staff_training`, answer: true },
      { who: 'ann', words: told, answer: false },
      { who: 'ann', words: told, before: trained('ann'), answer: true },
      { who: 'bo', words: told, answer: false },
      { who: 'sue', words: told, before: trained('sue'), answer: true },
      {
        who: 'ann',
        words: told,
        before: trained(
          'ann',
          'hiv',
          `update client set scope_changes_on = auth.agency_today(${here});`,
        ),
        answer: false,
      },
      {
        who: 'ann',
        words: told.replace(her, 'gen_random_uuid()'),
        before: trained('ann'),
        answer: false,
      },
      {
        who: 'ann',
        words: told,
        before: trained(
          'ann',
          'hiv',
          `update program set class = 'sud' where program_id = '${harbor.programId}'; update class_access set training_from = '2020-01-01';
           insert into program (agency_id, program_id, name, preset, time_zone, go_live_on, class, created_at)
             values (${here}, gen_random_uuid(), 'Other', 'comprehensive', 'America/New_York', '2020-01-01', 'hiv', now())`,
        ),
        answer: false,
      },
    ],
    breaks: [
      ['wanted_program <> all(auth.untold_programs()) or', ''],
      ...forgotten(
        'c.client_id = wanted_client',
        'p.program_id = wanted_program',
        'p.class::text = any(auth.cleared())',
        'c.manager_ids && array[auth.actor()]',
        'c.scope_changes_on > auth.today()',
        'c.overseeing_ids && auth.supervised()',
        'c.client_id = any(auth.glass())',
      ),
    ],
  };

  const own = 'select auth.own_enrollments() as told';
  const worker = (more = '') =>
    `update enrollment_version set worker_id = '${people.bo.staffId}' ${more} where enrollment_id = '${enrollmentId}'`;
  const ofOwn: Walled = {
    name: 'auth.own_enrollments()',
    asks: [
      { who: 'ann', words: own, answer: [] },
      { who: 'bo', words: own, answer: [] },
      { who: 'bo', words: own, before: worker(), answer: [enrollmentId] },
      { who: 'bo', words: own, before: worker(`, superseded_at = now()`), answer: [] },
      { who: 'bo', words: own, before: worker(`, valid_to = '2027-03-14'`), answer: [] },
    ],
    breaks: forgotten(
      'v.worker_id = (select auth.actor())',
      'v.superseded_at is null',
      '(v.valid_to is null or v.valid_to >= (select auth.today()))',
      'e.program_id = any((select auth.untold_programs())::uuid[])',
    ),
  };

  const audited = 'select auth.audited_programs() as told';
  const titles = `update class_access set titles_from = '2020-01-01' where restricted = 'hiv';`;
  const listed = (more = 'null, null') =>
    `insert into authorized_title (agency_id, title_id, title, duties, limits, restricted, added_at, added_by, removed_at, removed_by)
     values (${here}, gen_random_uuid(), 'Case manager', 'x', 'x', '{hiv}', now(), '${people.sue.staffId}', ${more});`;
  const change = (more: string) =>
    `update staff_training set ${more} where staff_id = '${people.aud.staffId}'; ${noTrainingAsked}`;
  const ofAuditor: Walled = {
    name: 'auth.audited_programs()',
    asks: [
      { who: 'aud', words: audited, before: noTrainingAsked, answer: [] },
      { who: 'aud', words: audited, before: trained('aud'), answer: [harbor.programId] },
      { who: 'bil', words: audited, before: trained('bil'), answer: [] },
      { who: 'aud', words: audited, before: trained('bil', 'hiv', noTrainingAsked), answer: [] },
      { who: 'aud', words: audited, before: trained('aud', 'sud', noTrainingAsked), answer: [] },
      { who: 'aud', words: audited, before: trained('aud', 'hiv', titles), answer: [] },
      {
        who: 'aud',
        words: audited,
        before: noTrainingAsked + listed(),
        answer: [harbor.programId],
      },
      {
        who: 'aud',
        words: audited,
        before: noTrainingAsked + listed(`now(), '${people.sue.staffId}'`),
        answer: [],
      },
      {
        who: 'aud',
        words: audited,
        before: trained('aud', 'hiv', change(`withdrawn_at = now(), withdrawn_by = staff_id`)),
        answer: [],
      },
      {
        who: 'aud',
        words: audited,
        before: trained('aud', 'hiv', change(`expires_on = '2027-03-14'`)),
        answer: [],
      },
    ],
    breaks: forgotten(
      `((select auth.audits_every_program()) or p.program_id = any((select auth.audited())::uuid[]))`,
      'p.class::text = any((select auth.cleared())::text[])',
      't.staff_id = (select auth.actor())',
      't.about::text = p.class::text',
      't.withdrawn_at is null',
      '(select auth.today()) between t.completed_on and t.expires_on',
      'w.removed_at is null',
    ),
  };

  const ofPast = functionsOfThePast(world, trained('aud'));

  const judged = `select count(*)::integer as told from auth.enrollments_to_judge('${harbor.programId}', null, 10)`;
  // The worker's alone; the questions of this wall are the application's.
  const lent =
    'grant execute on function auth.enrollments_to_judge(uuid, uuid, integer), auth.enrollments_in_turn(uuid, integer) to roundtable_app;';
  const administers = { purpose: 'administration', before: lent };
  const inTurn = `select count(*)::integer as told from auth.enrollments_in_turn(null, 10)`;
  const marked = `select count(*)::integer as told from auth.marked_enrollments(array[${her}]::uuid[])`;
  const classes = `select count(*)::integer as told from auth.review_classes('${conferenceId}')`;
  const ofWork: Walled[] = [
    {
      name: 'auth.enrollments_to_judge(uuid, uuid, integer)',
      asks: [
        { who: 'admin', words: judged, ...administers, answer: 1 },
        { who: 'admin', words: judged, before: lent, answer: 0 },
        { who: 'ann', words: judged, ...administers, answer: 0 },
      ],
      breaks: forgotten(
        `(select auth.has_role('administrator'))`,
        `(select auth.purpose()) = 'administration'`,
      ),
    },
    {
      name: 'auth.enrollments_in_turn(uuid, integer)',
      asks: [
        { who: 'admin', words: inTurn, ...administers, answer: 0 },
        { who: 'sue', words: inTurn, ...administers, answer: 0 },
      ],
      breaks: forgotten(`(select auth.context() ->> 'service') = 'daily-projection'`),
    },
    {
      name: 'auth.marked_enrollments(uuid[])',
      asks: [
        { who: 'ann', words: marked, answer: 0 },
        {
          who: 'ann',
          words: marked,
          before: `insert into stale_enrollment values (${here}, '${enrollmentId}')`,
          answer: 1,
        },
      ],
      breaks: [['join stale_enrollment s using (agency_id, enrollment_id)', '']],
    },
    {
      name: 'auth.review_classes(uuid)',
      asks: [
        { who: 'bo', words: classes, answer: 1 },
        { who: 'bo', words: classes, before: asBiller, answer: 0 },
        { who: 'bo', words: classes, before: unseen, answer: 0 },
      ],
      breaks: [
        ['(select auth.reads_content())', 'true'],
        ['join auth.classes_of_cases', 'left join auth.classes_of_cases'],
      ],
    },
  ];
  return [ofProgram, ofOwn, ofAuditor, ...ofPast, ...ofWork];
}

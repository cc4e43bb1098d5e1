-- What the law wants said wherever information of a kind leaves. Version 1 of each text ships with the product; an agency replaces it
-- by what its counsel approved, from a day on. No text is ever changed: what was once said stays readable.
create table notice_text (
  agency_id uuid not null references agency,
  law code not null check (law in ('hiv-27f', 'part2', 'mhl-33-13', 'hipaa')),
  version integer not null check (version > 1),
  body text not null check (length(body) between 1 and 2000),
  -- Who signed it off: a name, because an approval is somebody's.
  approved_by name_text not null,
  effective_from date not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, law, version),
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id)
);
do $$
declare own constant text := 'agency_id = (select auth.agency())';
begin
  call auth.protect('notice_text', own,
    own || ' and (select auth.has_role(''administrator'')) and effective_from >= (select auth.today())', 'false');
end $$;
call auth.require_author('notice_text', 'recorded_by');
grant select, insert on notice_text to roundtable_app, roundtable_worker;

-- Who heard HIV-related or Part 2 information is owed the written statement within ten days (10 NYCRR 63.5). That the row exists tells
-- the class, so it is guarded like the incident of the same review.
create table owed_statement (
  agency_id uuid not null,
  statement_id uuid not null,
  client_id uuid not null,
  enrollment_id uuid not null,
  review_id uuid not null,
  provider_id uuid,
  support_id uuid,
  recipient_client_id uuid,
  check (num_nonnulls(provider_id, support_id, recipient_client_id) = 1),
  organization_id uuid,
  laws text[] not null check (cardinality(laws) > 0),
  class code not null,
  heard_from timestamptz not null,
  heard_until timestamptz not null,
  -- Days where the program is.
  heard_on date not null,
  escalate_on date not null check (escalate_on = heard_on + 7),
  due_on date not null check (due_on = heard_on + 10),
  made_at timestamptz not null,
  made_by uuid not null,
  state code not null default 'open' check (state in ('open', 'given', 'not-needed')),
  way code check (way in ('by-hand', 'by-post')),
  given_on date check (given_on >= heard_on),
  -- The texts that it carried, as "hiv-27f/1".
  texts text[],
  not_needed_why code check (not_needed_why in ('was-not-there', 'was-not-said')),
  settled_at timestamptz,
  settled_by uuid,
  check (num_nonnulls(way, given_on, texts) = case state when 'given' then 3 else 0 end),
  check (num_nonnulls(not_needed_why) = case state when 'not-needed' then 1 else 0 end),
  check (num_nonnulls(settled_at, settled_by) = case state when 'open' then 0 else 2 end),
  primary key (agency_id, statement_id),
  unique (agency_id, review_id, provider_id),
  unique (agency_id, review_id, support_id),
  unique (agency_id, review_id, recipient_client_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id),
  foreign key (agency_id, provider_id) references provider,
  foreign key (agency_id, support_id) references support,
  foreign key (agency_id, recipient_client_id) references client (agency_id, client_id),
  foreign key (agency_id, organization_id) references organization,
  foreign key (agency_id, made_by) references staff (agency_id, staff_id),
  foreign key (agency_id, settled_by) references staff (agency_id, staff_id)
);
create index on owed_statement (agency_id, client_id);
create index on owed_statement (agency_id, enrollment_id);
create index on owed_statement (agency_id, due_on) where state = 'open';

-- Whoever reads the case's content of that class gives it; whoever closes may owe it unseen; that none is needed is a supervisor's word.
do $$
declare
  own constant text := 'agency_id = (select auth.agency()) and exists (select 1 from client c '
    'where c.agency_id = owed_statement.agency_id and c.client_id = owed_statement.client_id%s)';
  entitled constant text := ' and (c.manager_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today()) '
    'or c.program_ids && (select auth.supervised()))';
  seen constant text := '(select auth.reads_content()) and ' || format(own, entitled);
begin
  call auth.protect('owed_statement', seen,
    'state = ''open'' and made_by = (select auth.actor()) and ' || format(own, ''), 'false');
  -- Settled once, by whoever says so.
  execute 'alter policy may_change on owed_statement using (state = ''open'' and ' || seen || ') with check (state <> ''open'' '
    || 'and settled_by = (select auth.actor()) and ' || seen || ' and (state <> ''not-needed'' or '
    || format(own, ' and c.program_ids && (select auth.supervised())') || '))';
end $$;
grant select, insert on owed_statement to roundtable_app, roundtable_worker;
grant update (state, way, given_on, texts, not_needed_why, settled_at, settled_by) on owed_statement to roundtable_app, roundtable_worker;

-- A disclosure tells which classes it held, so it is read like content of the highest of them; whoever wrote it down unseen does not.
alter table disclosure add column class code not null generated always as (
  case when 'hiv' = any(classes) then 'hiv' when 'sud' = any(classes) then 'sud' when 'mental_health' = any(classes) then 'mental_health'
    when 'dv' = any(classes) then 'dv' else 'general' end) stored;
-- So that the rows there were have it; from here on a trigger gives it, and a row can be copied whole.
alter table disclosure alter column class drop expression;
alter table disclosure alter column class set default 'general';
create function auth.complete_disclosure() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    new.class := case when 'hiv' = any(new.classes) then 'hiv' when 'sud' = any(new.classes) then 'sud'
      when 'mental_health' = any(new.classes) then 'mental_health' when 'dv' = any(new.classes) then 'dv' else 'general' end;
    new.consent_version := (select k.version from consent k where k.agency_id = new.agency_id and k.consent_id = new.consent_id);
    return new;
  end $$;
create trigger complete_disclosure before insert on disclosure for each row execute function auth.complete_disclosure();
-- Under which wording of the consent, and the statement that follows what was only spoken. Where it went, the directory knows by date.
alter table disclosure add column consent_version integer;
alter table disclosure add column statement_id uuid;
alter table disclosure add column review_id uuid;
alter table disclosure add foreign key (agency_id, statement_id) references owed_statement (agency_id, statement_id);
alter table disclosure add foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id);
drop policy owner_all on disclosure;
drop policy may_read on disclosure;
drop policy may_add on disclosure;
drop policy may_change on disclosure;
drop policy may_remove on disclosure;
call auth.protect_content('disclosure', true);

-- The same daily letter speaks of statements too: on the seventh day to the supervisors as well, and each day from the tenth on.
create or replace function auth.escalations_on(here uuid, on_date date) returns table (program_id uuid, worker_id uuid, class text, target text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select o.program_id, o.worker_id, o.class, t.target
    from obligation o
      join program_policy p on p.agency_id = o.agency_id and p.program_id = o.program_id
        and p.version = (o.explanation ->> 'policyVersion')::integer
      cross join lateral jsonb_array_elements(p.document -> 'cadence') r
      cross join lateral jsonb_array_elements(r -> 'escalations') e
      cross join lateral jsonb_array_elements_text(e -> 'to') t(target)
    where o.agency_id = here and o.state = 'open' and not o.is_backlog
      and o.due_on between on_date - 400 and on_date + 400 and o.due_on + (e ->> 'offsetDays')::integer = on_date
      and r ->> 'ruleId' = o.explanation ->> 'ruleId'
    union all
    select e.program_id, v.worker_id, s.class, t.target
    from owed_statement s
      join enrollment e on e.agency_id = s.agency_id and e.enrollment_id = s.enrollment_id
      left join enrollment_version v on v.agency_id = e.agency_id and v.enrollment_id = e.enrollment_id and v.superseded_at is null
      cross join (values ('worker'), ('supervisor')) t(target)
    where s.agency_id = here and s.state = 'open' and (s.escalate_on = on_date or s.due_on <= on_date)
  $$;

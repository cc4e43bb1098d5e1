-- A program's rules in versions. A draft is typed; what is published judges clients, and is never changed again.
alter table program_policy
  add column status code not null default 'active' check (status in ('draft', 'active')),
  -- Counts the saves of a draft, so that two who type at once notice each other.
  add column revision integer not null default 1,
  add column changed_at timestamptz,
  add column changed_by uuid,
  add column published_at timestamptz,
  add column published_by uuid;
create unique index one_draft on program_policy (agency_id, program_id) where status = 'draft';

-- What has judged anybody stays as it was. Only its last day is set by the version that follows, and a version that
-- has not begun may be taken back into a draft.
create function auth.keep_policy() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
  declare today date;
  begin
    if old.status = 'draft' then
      if tg_op = 'DELETE' then return old; end if;
      return new;
    end if;
    if tg_op = 'DELETE' then raise exception 'a published version is kept' using errcode = 'restrict_violation'; end if;
    if (new.agency_id, new.program_id, new.version, new.effective_from, new.document, new.recorded_at)
        is distinct from (old.agency_id, old.program_id, old.version, old.effective_from, old.document, old.recorded_at) then
      raise exception 'a published version is not changed' using errcode = 'restrict_violation';
    end if;
    if new.status = 'draft' then
      select (auth.now() at time zone p.time_zone)::date into today from program p
        where p.agency_id = old.agency_id and p.program_id = old.program_id;
      if old.effective_from <= today then
        raise exception 'a version that has begun is not taken back' using errcode = 'restrict_violation';
      end if;
    end if;
    return new;
  end $$;
create trigger keep_policy before update or delete on program_policy for each row execute function auth.keep_policy();
revoke all on function auth.keep_policy() from public;
grant update (effective_from, effective_to, document, status, revision, changed_at, changed_by, published_at, published_by)
  on program_policy to roundtable_app, roundtable_worker;
grant delete on program_policy to roundtable_app, roundtable_worker;

-- What is being typed is the administrators'; what is in force is everybody's.
drop policy may_read on program_policy;
create policy may_read on program_policy for select to roundtable_app, roundtable_worker
  using (agency_id = (select auth.agency()) and (status = 'active' or (select auth.has_role('administrator'))));

-- Long work over all enrollments of a program, in rounds, in the order of their ids: it goes on after what it did last.
create table policy_run (
  agency_id uuid not null,
  run_id uuid not null,
  program_id uuid not null,
  version integer not null,
  revision integer not null,
  kind code not null check (kind in ('preview', 'projection')),
  state code not null check (state in ('running', 'done', 'cancelled')),
  effective_from date not null,
  total integer not null,
  done integer not null default 0,
  last_enrollment_id uuid,
  started_at timestamptz not null,
  started_by uuid not null,
  finished_at timestamptz,
  primary key (agency_id, run_id),
  foreign key (agency_id, program_id) references program
);
create index on policy_run (agency_id, program_id, kind, started_at desc);
create unique index one_running on policy_run (agency_id, program_id, kind) where state = 'running';

-- What a draft would change, one row for each duty or conference.
create table policy_effect (
  agency_id uuid not null,
  run_id uuid not null,
  effect code not null,
  enrollment_id uuid not null,
  subject code not null,
  client_id uuid not null,
  program_id uuid not null,
  team_id uuid not null,
  worker_id uuid,
  class code not null,
  before_on date,
  after_on date,
  primary key (agency_id, run_id, effect, enrollment_id, subject),
  foreign key (agency_id, run_id) references policy_run on delete cascade,
  foreign key (agency_id, enrollment_id, client_id) references enrollment (agency_id, enrollment_id, client_id)
);

do $$
declare
  own constant text := 'agency_id = (select auth.agency())';
  managed constant text := own || ' and (select auth.has_role(''administrator''))';
begin
  -- Whoever reads a worklist may know that its dates are being brought up to date.
  call auth.protect('policy_run', own || ' and (kind = ''projection'' or (select auth.has_role(''administrator'')))', managed, managed);
  -- The same wall as around the obligations themselves: a restricted one is its worker's and the program's supervisor's.
  call auth.protect('policy_effect', managed || ' and (class = ''general'' or worker_id = (select auth.actor()) '
    'or program_id = any((select auth.supervised())::uuid[]))', managed, managed);
end $$;
call auth.require_author('policy_run', 'started_by');
grant select, insert, update, delete on policy_run to roundtable_app, roundtable_worker;
grant select, insert on policy_effect to roundtable_app, roundtable_worker;
drop index enrollment_agency_id_program_id_idx;
create index on enrollment (agency_id, program_id, enrollment_id);

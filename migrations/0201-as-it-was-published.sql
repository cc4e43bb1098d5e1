-- What a version's document was when it was published, so that one that was altered since is told from one that younger checks would
-- not let pass: the first is refused, the second goes on judging and is told to the administrators.
create function auth.policy_digest(document jsonb) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
  as $$ select encode(sha256(convert_to(document::text, 'UTF8')), 'hex') $$;
revoke all on function auth.policy_digest(jsonb) from public;
grant execute on function auth.policy_digest(jsonb) to roundtable_app, roundtable_worker;
alter table program_policy add column published_digest code;
update program_policy set published_digest = auth.policy_digest(document) where status = 'active';
-- The database writes it down where a version becomes one, and nobody afterwards.
create function auth.seal_policy() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.status = 'draft' then
      new.published_digest := null;
    elsif tg_op = 'INSERT' or old.status = 'draft' then
      new.published_digest := auth.policy_digest(new.document);
    elsif new.published_digest is distinct from old.published_digest then
      raise exception 'what was published stays as it was' using errcode = 'restrict_violation';
    end if;
    return new;
  end $$;
create trigger seal_policy before insert or update on program_policy for each row execute function auth.seal_policy();
revoke all on function auth.seal_policy() from public;

-- Enrollments that began while their rules were refused: they have no obligation yet that a day could come for.
create table auth.unjudged (
  agency_id uuid not null,
  enrollment_id uuid not null,
  waiting_since timestamptz not null,
  primary key (agency_id, enrollment_id),
  foreign key (agency_id, enrollment_id) references enrollment (agency_id, enrollment_id) on delete cascade);

-- Leaves the dates of these enrollments as they stand until another day, because their rules are refused, and takes their marks away. Who
-- has the case and whether it has ended is no matter of the rules.
create function auth.keep_obligations(wanted uuid[], until_date date) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    seen uuid[] := auth.visible_enrollments(wanted);
  begin
    update obligation o set changes_on = until_date, team_id = v.team_id, worker_id = v.worker_id
      from enrollment_version v
      where o.agency_id = here and o.enrollment_id = any(seen)
        and v.agency_id = here and v.enrollment_id = o.enrollment_id and v.superseded_at is null;
    update obligation o set state = 'closed', explanation = jsonb_set(o.explanation, '{state}', '"closed"')
      from enrollment_version v join program p on p.agency_id = v.agency_id
      where o.agency_id = here and o.enrollment_id = any(seen) and o.state = 'open' and p.program_id = o.program_id
        and v.agency_id = here and v.enrollment_id = o.enrollment_id and v.superseded_at is null
        and v.valid_to < (auth.now() at time zone p.time_zone)::date;
    insert into auth.unjudged select here, x.id, auth.now() from unnest(seen) x(id)
      where not exists (select from obligation o where o.agency_id = here and o.enrollment_id = x.id)
      on conflict do nothing;
    delete from stale_enrollment m where m.agency_id = here and m.enrollment_id = any(seen);
  end $$;
revoke all on function auth.keep_obligations(uuid[], date) from public;
grant execute on function auth.keep_obligations(uuid[], date) to roundtable_app, roundtable_worker;

-- Some that wait, to be judged by whoever takes them in this transaction; those whose rules are refused still wait again.
create function auth.take_unjudged(how_many integer) returns setof uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.context() ->> 'service' is distinct from 'daily-projection' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    return query delete from auth.unjudged u where u.agency_id = auth.agency() and u.enrollment_id in (
      select w.enrollment_id from auth.unjudged w where w.agency_id = auth.agency() order by w.waiting_since limit how_many) returning u.enrollment_id;
  end $$;
revoke all on function auth.take_unjudged(integer) from public;
grant execute on function auth.take_unjudged(integer) to roundtable_app, roundtable_worker;

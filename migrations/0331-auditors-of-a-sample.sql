-- An auditor may come for a sample of clients (EP-17): chosen by number, or drawn with a size and a seed that are written down. Of nobody else do
-- they read: no line of the trail, no row of a past list, no fact. Null stands for everybody.
create table audit_sample (
  agency_id uuid not null references agency,
  sample_id uuid not null,
  method code not null check (method in ('chosen', 'drawn')),
  how_many integer not null check (how_many between 1 and 500),
  seed text check ((method = 'drawn') = (seed is not null)),
  made_at timestamptz not null,
  made_by uuid not null,
  primary key (agency_id, sample_id),
  foreign key (agency_id, made_by) references staff (agency_id, staff_id)
);
call auth.protect('audit_sample', 'agency_id = (select auth.agency()) and ((select auth.has_role(''administrator'')) or (select auth.has_role(''supervisor'')))',
  'false', 'false');
-- Who is in it is read by the door alone.
create table audit_sample_client (
  agency_id uuid not null,
  sample_id uuid not null,
  client_id uuid not null,
  primary key (agency_id, sample_id, client_id),
  foreign key (agency_id, sample_id) references audit_sample,
  foreign key (agency_id, client_id) references client
);
call auth.protect('audit_sample_client', 'false', 'false', 'false');
revoke all on audit_sample, audit_sample_client from roundtable_app, roundtable_worker;
grant select on audit_sample to roundtable_app, roundtable_worker;

-- Drawn are those with the lowest hash of seed and number, of whoever was enrolled in these programs on a day of the period: whoever knows
-- these can draw again. How many there are is not told, nor whether a chosen number was enrolled there (0110); those who were not stay unread.
create function auth.make_sample(new_id uuid, numbers integer[], size integer, said_seed text, programs uuid[], since date, until date)
  returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
    found integer;
  begin
    if here is null or not auth.has_role('administrator') or auth.purpose() <> 'administration' then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    insert into audit_sample values (here, new_id, case when numbers is null then 'drawn' else 'chosen' end,
      coalesce(cardinality(numbers), size), case when numbers is null then said_seed end, auth.now(), auth.actor());
    if numbers is not null then
      insert into audit_sample_client select here, new_id, c.client_id from client c where c.agency_id = here and c.client_number = any(numbers);
      get diagnostics found = row_count;
      return found;
    end if;
    insert into audit_sample_client
      select here, new_id, c.client_id from client c
      where c.agency_id = here and exists (select from enrollment e join enrollment_version v using (agency_id, enrollment_id)
        where e.agency_id = here and e.client_id = c.client_id and (programs is null or e.program_id = any(programs)) and v.superseded_at is null
          and (until is null or v.valid_from <= until) and (since is null or v.valid_to is null or v.valid_to > since))
      order by sha256(convert_to(said_seed || ':' || c.client_number, 'UTF8')), c.client_number limit size;
    return size;
  end $$;
revoke all on function auth.make_sample(uuid, integer[], integer, text, uuid[], date, date) from public;
grant execute on function auth.make_sample(uuid, integer[], integer, text, uuid[], date, date) to roundtable_app;

alter table staff_role add column sample_id uuid, add check (sample_id is null or role = 'auditor'),
  add foreign key (agency_id, sample_id) references audit_sample;
alter table staff_change add column sample_id uuid, add column sample_id_before uuid;

alter table auth.asking add column sampled uuid[];
alter type auth.asker add attribute sampled uuid[];
create function auth.sampled() returns uuid[] language sql stable
  return (auth.who_asks()).sampled;
grant execute on function auth.sampled() to roundtable_app, roundtable_worker;
do $$
declare
  definition text;
  each text[];
begin
  foreach each slice 1 in array array[
    ['auth.guard_role()', 'new.covers_from is not null and', '(new.covers_from is not null or new.sample_id is not null) and'],
    ['auth.guard_role()', 'and r.covers_from is not null', 'and (r.covers_from is not null or r.sample_id is not null)'],
    ['auth.confirm_staff_change(uuid, uuid[])', 'r.covers_until) is', 'r.covers_until, r.sample_id) is'],
    ['auth.confirm_staff_change(uuid, uuid[])', 'change.covers_until) )', 'change.covers_until, change.sample_id))'],
    ['auth.confirm_staff_change(uuid, uuid[])', 'covers_from, covers_until)', 'covers_from, covers_until, sample_id)'],
    ['auth.confirm_staff_change(uuid, uuid[])', $part$case when w = 'auditor' then change.covers_until end$part$,
      $patch$case when w = 'auditor' then change.covers_until end, case when w = 'auditor' then change.sample_id end$patch$],
    ['auth.who_asks()', 'a.covers_before into asker', 'a.covers_before, a.sampled into asker'],
    ['auth.write_down(jsonb)', 'covers_before, proved)', 'covers_before, sampled, proved)'],
    ['auth.write_down(jsonb)', 'excluded.covers_before, ', 'excluded.covers_before, excluded.sampled, '],
    ['auth.mint(uuid, uuid, text, text)', $part$jsonb_build_object('covers_from', r.covers_from,$part$,
      $patch$jsonb_build_object('sampled', case when r.sample_id is not null then coalesce((select jsonb_agg(s.client_id)
          from audit_sample_client s where s.agency_id = r.agency_id and s.sample_id = r.sample_id), '[]') end, 'covers_from', r.covers_from,$patch$],
    ['auth.mint(uuid, uuid, text, text)', 'and r.covers_from is not null)', 'and (r.covers_from is not null or r.sample_id is not null))'],
    ['auth.mint(uuid, uuid, text, text)', 'return answer ||', $patch$return answer - 'sampled' ||$patch$],
    ['auth.clock_scope(uuid[])', 'where e.agency_id = (select auth.agency()) and e.enrollment_id = any(wanted)',
      $patch$where e.agency_id = (select auth.agency()) and e.enrollment_id = any(wanted)
          and ((select auth.sampled()) is null or e.client_id = any((select auth.sampled())::uuid[]))$patch$],
    ['auth.enrollments_on(uuid, date, timestamptz, uuid, integer)', $part$(select auth.purpose()) = 'oversight'$part$,
      $patch$(select auth.purpose()) = 'oversight'
        and ((select auth.sampled()) is null or e.client_id = any((select auth.sampled())::uuid[]))$patch$]]
  loop
    definition := pg_get_functiondef(each[1]::regprocedure);
    if strpos(definition, each[2]) = 0 then raise exception '% is not as it was: %', each[1], each[2]; end if;
    execute replace(definition, each[2], each[3]);
  end loop;
end $$;

create policy of_the_sample on due_snapshot_row as restrictive for select to roundtable_app, roundtable_worker using (
  (select auth.sampled()) is null or client_id = any((select auth.sampled())::uuid[]));
-- A line may name others beside whoever is in the sample, and a file names nobody.
alter policy may_read on audit using (agency_id = (select auth.agency()) and ((select auth.has_role('supervisor'))
  or (select auth.audits_every_program()) and (select auth.sampled()) is null
    and at >= (select auth.covered_since()) and at < (select auth.covered_before())
  or (select auth.has_role('administrator'))));
alter policy may_read on audit_seal using (agency_id = (select auth.agency()) and ((select auth.has_role('supervisor'))
  or (select auth.audits_every_program()) and (select auth.sampled()) is null and (select auth.covers_any_day())
  or (select auth.has_role('administrator'))));
alter policy may_read on taken_out using (agency_id = (select auth.agency()) and (staff_id = (select auth.actor())
  or (select auth.audits_every_program()) and (select auth.sampled()) is null
    and at >= (select auth.covered_since()) and at < (select auth.covered_before())
  or (select auth.has_role('administrator')) or (select auth.has_role('supervisor'))));

do $$
declare
  definition text := pg_get_functiondef('auth.audit_page(uuid, integer, timestamptz, timestamptz, uuid, integer)'::regprocedure);
  each text[];
begin
  foreach each slice 1 in array array[
    ['sees_all boolean := every and', $patch$sampled uuid[] := auth.sampled();
    sees_all boolean := every and sampled is null and$patch$],
    ['if of_client is not null then', $patch$-- In the sample, and in a program that they come for.
    if sampled is not null and not every then
      sampled := array(select distinct e.client_id from enrollment e
        where e.agency_id = here and e.client_id = any(sampled) and e.program_id = any(audited));
    end if;
    if of_client is not null then$patch$],
    ['(sees_all or every or c.program_ids && mine', '(sees_all or (sampled is null or c.client_id = any(sampled)) and (every or c.program_ids && mine'],
    ['and e.client_id = c.client_id and e.program_id = any(audited))', 'and e.client_id = c.client_id and e.program_id = any(audited)))'],
    ['and a.at < covers_before and (every or exists (', 'and a.at < covers_before and (sampled is null or a.ids && sampled) and (every or exists ('],
    ['from unnest(audited) p cross join', 'from unnest(case when sampled is null then audited end) p cross join'],
    ['from audit a where every and', 'from audit a where every and sampled is null and'],
    [E'limit page) l\n          union\n', $patch$limit page) l
          union
          (select a.at, a.audit_id from audit a where a.agency_id = here and a.ids && sampled and a.at >= covers_since and a.at < covers_before
              and (every or exists (select from enrollment e where e.agency_id = here and e.client_id = any(sampled) and e.client_id = any(a.ids)
                and e.program_id = any(audited) and e.created_at <= a.at))
              and (who is null or a.actor_id = who)
              and (since is null or a.at >= since) and (before is null or (a.at, a.audit_id) < (before, from_id))
            order by a.at desc, a.audit_id desc limit page)
          union
$patch$]]
  loop
    if strpos(definition, each[1]) = 0 then raise exception 'the trail is read otherwise: %', each[1]; end if;
    definition := replace(definition, each[1], each[2]);
  end loop;
  execute definition;
end $$;

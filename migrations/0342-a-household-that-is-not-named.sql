-- Two clients of one household are supports of each other, and where violence is known nobody's record names the other. That a link was missing,
-- or lost its name, told everybody who sees both that there is violence. To them each such support is a household member without a name,
-- linked or not; who may know of violence of both clients is told who it is. Which one it is, no login reads in the table.
update support set full_name = 'A household member' where other_client_id is not null and full_name = '';

-- Said by the database, so that no way of learning of it forgets to take the links away, and nobody has to be told of whom it is known.
create function auth.keep_unlinked() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if exists (select from client_class k where k.agency_id = new.agency_id and k.client_id in (new.client_id, new.other_client_id)
        and k.class = 'dv') then
      new.other_client_id := null;
    end if;
    return new;
  end $$;
create trigger keeps_unlinked before insert or update of other_client_id on support for each row when (new.other_client_id is not null)
  execute function auth.keep_unlinked();
create function auth.unlink_household() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update support s set other_client_id = null
      where s.agency_id = new.agency_id and s.client_id = new.client_id and s.other_client_id is not null;
    update support s set other_client_id = null where s.agency_id = new.agency_id and s.other_client_id = new.client_id;
    return null;
  end $$;
create trigger unlinks_household after insert on client_class for each row when (new.class = 'dv') execute function auth.unlink_household();
revoke all on function auth.keep_unlinked(), auth.unlink_household() from public;
update support s set other_client_id = null where s.other_client_id is not null and exists (
  select from client_class k where k.agency_id = s.agency_id and k.client_id in (s.client_id, s.other_client_id) and k.class = 'dv');

-- Who is meant, of these clients' supports, for whoever manages or oversees both cases and may know of violence.
create function auth.household_of(clients uuid[]) returns table (support_id uuid, other_client_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select s.support_id, s.other_client_id
    from support s
      join auth.in_reach r on r.agency_id = s.agency_id and r.client_id = s.client_id
      join auth.in_reach o on o.agency_id = s.agency_id and o.client_id = s.other_client_id
    where s.agency_id = (select auth.agency()) and s.client_id = any(clients) and 'dv' = any((select auth.cleared())::text[])
      and r.reads_content and (r.manages or r.oversees) and (o.manages or o.oversees)
  $$;
revoke all on function auth.household_of(uuid[]) from public;
grant execute on function auth.household_of(uuid[]) to roundtable_app, roundtable_worker;
drop function auth.clients_to_link(uuid[]);

do $$
declare
  readable text := (select string_agg(format('%I', a.attname), ', ') from pg_attribute a
    where a.attrelid = 'support'::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'other_client_id');
begin
  revoke select, update on support from roundtable_app, roundtable_worker;
  execute format('grant select (%s), update (full_name, relationship, email, phone, language) on support to roundtable_app, roundtable_worker', readable);
end $$;

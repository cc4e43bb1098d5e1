-- The kinds of information that the asker may know of a client, and so say something new about.
create function auth.knows_classes(wanted_client uuid) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select array['general'] || case when exists (select from client c
        where c.agency_id = (select auth.agency()) and c.client_id = wanted_client and (select auth.reads_content())
          and (c.manager_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today())
            or c.overseeing_ids && (select auth.supervised())))
      then auth.cleared() else '{}' end
  $$;
revoke all on function auth.knows_classes(uuid) from public;

-- A paper may hold more than a colleague sees of it. Whoever may not know all that a case can hold neither lets disclosures happen by
-- it nor decides what it says: they record what is general, take back what was agreed, and correct what they wrote themselves.
create function auth.may_change_consent(wanted_client uuid, author uuid, held text[]) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select k.classes @> array['general', 'hiv', 'sud', 'mental_health', 'dv'] or author = auth.actor() and held <@ k.classes
    from (select auth.knows_classes(wanted_client) as classes) k
  $$;
revoke all on function auth.may_change_consent(uuid, uuid, text[]) from public;

create function auth.guard_consent() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.agency() is null then return new; end if;
    if tg_op = 'INSERT' then
      if new.is_refusal or new.classes::text[] <@ auth.knows_classes(new.client_id) then return new; end if;
    elsif not (old.is_refusal and new.revoked_at is distinct from old.revoked_at)
        and (new.withdrawn_at, new.superseded_at, new.ended_on, new.version)
          is not distinct from (old.withdrawn_at, old.superseded_at, old.ended_on, old.version)
        or auth.may_change_consent(old.client_id, old.recorded_by, old.classes::text[]) then
      return new;
    end if;
    raise exception 'not theirs to change' using errcode = 'insufficient_privilege';
  end $$;
revoke all on function auth.guard_consent() from public;
create trigger who_may_change before insert or update on consent for each row execute function auth.guard_consent();

-- Whoever is named later joins everything that the paper holds.
create function auth.guard_consent_party() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.agency() is null or exists (select from consent c
        where c.agency_id = new.agency_id and c.consent_id = new.consent_id
          and (c.recorded_at = auth.now() and c.recorded_by = auth.actor()
            or auth.may_change_consent(c.client_id, c.recorded_by, c.classes::text[]))) then
      return new;
    end if;
    raise exception 'not theirs to change' using errcode = 'insufficient_privilege';
  end $$;
revoke all on function auth.guard_consent_party() from public;
create trigger who_may_change before insert on consent_party for each row execute function auth.guard_consent_party();

-- When the party was told, as said; recorded later perhaps.
alter table revocation_notice add column told_on date;
update revocation_notice n set told_on = (n.told_at at time zone a.time_zone)::date from agency a
  where a.agency_id = n.agency_id and n.told_at is not null;
alter table revocation_notice add check (num_nonnulls(told_at, told_on) in (0, 2));
grant update (told_on) on revocation_notice to roundtable_app, roundtable_worker;
create index on revocation_notice (agency_id) where told_at is null;

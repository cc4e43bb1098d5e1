-- The one function that decides what may be told to somebody outside: which of these classes, at this moment and on the date that it
-- is. It equals mayDisclose, which plans and explains; a test holds the two together. Each condition stands on a line of its own, so
-- that the test can take one away and see that it is missed.
create function auth.disclosable(told_client uuid, told_provider uuid, told_support uuid, own_client uuid, wanted text[],
    wanted_purpose text, moment timestamptz, on_day date) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    with as_known as (
      select v.organization_id, v.provider_class from provider_version v
      where v.agency_id = (select auth.agency())
        and v.provider_id = told_provider
        and v.superseded_at is null
        and v.valid_from <= on_day
        and coalesce(v.valid_to, 'infinity') >= on_day),
    named as (
      select p.consent_id, p.side from consent_party p left join as_known k on true
      where p.agency_id = (select auth.agency())
        and p.client_id = own_client
        and p.since <= on_day
        and p.recorded_at <= moment
        and case p.kind
          when 'person' then (p.provider_id = told_provider or p.support_id = told_support)
            and coalesce(p.organization_id = k.organization_id, p.organization_id is null)
          when 'organization' then p.organization_id = k.organization_id
          when 'role-class' then p.provider_class = k.provider_class
            and p.organization_id = k.organization_id
          else k.provider_class in ('medical', 'behavioral')
            and exists (select from care_team_member m join care_team_member_version t using (agency_id, care_team_member_id)
              where m.agency_id = p.agency_id
                and m.client_id = own_client
                and m.provider_id = told_provider
                and t.superseded_at is null
                and t.valid_from <= on_day
                and coalesce(t.valid_to, 'infinity') >= on_day)
          end),
    standing as (
      select c.* from consent c
      where c.agency_id = (select auth.agency())
        and c.client_id = own_client
        and wanted_purpose = any(c.purposes)
        and c.withdrawn_at is null
        and coalesce(c.revoked_at, 'infinity') > moment
        and coalesce(c.superseded_at, 'infinity') > moment
        and c.valid_from <= on_day
        and c.signed_on <= on_day
        and c.recorded_at <= moment
        and coalesce(c.valid_until, 'infinity') >= on_day
        and coalesce(c.ended_on, 'infinity') >= on_day)
    select coalesce(array_agg(w.class order by w.place), '{}') from unnest(wanted) with ordinality as w(class, place)
    where told_client = own_client
      or exists (select from standing c
        where w.class = any(c.classes)
          and not c.is_refusal
          and (c.we_disclose or c.is_mutual and c.we_receive)
          and exists (select from named n where n.consent_id = c.consent_id
            and (n.side = 'recipient' or n.side = 'discloser' and c.is_mutual)))
      and not exists (select from standing c join named n using (consent_id)
        where w.class = any(c.classes)
          and n.side = case when c.is_refusal then 'recipient' else 'excluded' end)
  $$;

-- The same, asked by staff about a client whom they see: what they may send at this moment.
create function auth.may_disclose(told_client uuid, told_provider uuid, told_support uuid, own_client uuid, wanted text[],
    wanted_purpose text, moment timestamptz, on_day date) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce((select auth.disclosable(told_client, told_provider, told_support, own_client, wanted, wanted_purpose, moment, on_day)
      from client c where c.agency_id = (select auth.agency()) and c.client_id = own_client and (select auth.reads_content())
        and (c.staff_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today())
          or c.team_ids && (select auth.teams()) or c.program_ids && (select auth.supervised()))), '{}')
  $$;
grant execute on function auth.may_disclose(uuid, uuid, uuid, uuid, text[], text, timestamptz, date) to roundtable_app, roundtable_worker;

-- Nothing is written down as sent by consent that no consent covers at this moment, whatever the application believes. What was heard
-- in a meeting has happened: it is written down as it was judged.
create function auth.gate_disclosure() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if new.channel = 'oral_meeting' or auth.agency() is null then return new; end if;
    if new.basis not in ('consent', 'own-record') or not new.classes <@ auth.disclosable(case when new.to_client then new.client_id end, new.provider_id, new.support_id, new.client_id,
        new.classes, new.purpose, auth.now(), auth.today()) then
      raise exception 'no consent covers this disclosure' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
create trigger consent_covers before insert on disclosure for each row execute function auth.gate_disclosure();

-- No mail about a meeting leaves for somebody outside unless it is written down for whom of the clients, and that consent holds still.
create function auth.gate_mail() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.agency() is null or exists (
        select from client_review r join disclosure d on d.agency_id = r.agency_id and d.client_id = r.client_id
        where r.agency_id = new.agency_id and r.conference_id = new.conference_id and d.channel = 'email'
          and (d.provider_id = new.provider_id or d.support_id = new.support_id or d.to_client and d.client_id = new.client_id)
          and d.classes <@ auth.disclosable(case when d.to_client then d.client_id end, d.provider_id, d.support_id, d.client_id, d.classes,
            d.purpose, auth.now(), auth.today())) then
      return new;
    end if;
    raise exception 'no consent covers this mail' using errcode = 'insufficient_privilege';
  end $$;
create trigger consent_covers before update of state on mail for each row
  when (new.state = 'sending' and old.state <> 'sending' and new.staff_id is null and new.kind in ('invitation', 'change', 'document'))
  execute function auth.gate_mail();

-- Which papers stand for one person outside at one moment: those that let something be told to them and those that forbid it. What may be told, and by
-- which paper it was, are both read from here, so that they cannot come apart. Each condition stands on a line of its own, so that the test can take one
-- away and see that it is missed.
create function auth.papers_about(told_provider uuid, told_support uuid, own_client uuid, wanted_purpose text, moment timestamptz, on_day date)
  returns table (consent_id uuid, classes text[], signed_on date, lets boolean)
  language sql stable set search_path = pg_catalog, public, pg_temp
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
    select c.consent_id, c.classes, c.signed_on, true from standing c join named n using (consent_id)
    where not c.is_refusal
      and (c.we_disclose or c.is_mutual and c.we_receive)
      and (n.side = 'recipient' or n.side = 'discloser' and c.is_mutual)
    union all
    select c.consent_id, c.classes, c.signed_on, false from standing c join named n using (consent_id)
    where n.side = case when c.is_refusal then 'recipient' else 'excluded' end
  $$;
revoke all on function auth.papers_about(uuid, uuid, uuid, text, timestamptz, date) from public;

-- There is one, and none forbids it.
create or replace function auth.disclosable(told_client uuid, told_provider uuid, told_support uuid, own_client uuid, wanted text[],
    wanted_purpose text, moment timestamptz, on_day date) returns text[]
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select coalesce(array_agg(w.class order by w.place), '{}') from unnest(wanted) with ordinality as w(class, place)
    where told_client = own_client
      or (select bool_and(p.lets) from auth.papers_about(told_provider, told_support, own_client, wanted_purpose, moment, on_day) p
        where w.class = any(p.classes))
  $$;

-- Of several the one that was signed last. Whether it may be told the gate decides.
create or replace function auth.paper_of(told_provider uuid, told_support uuid, own_client uuid, wanted text) returns uuid
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$
    select p.consent_id from auth.papers_about(told_provider, told_support, own_client, 'case_conference', auth.now(), auth.today()) p
    where p.lets and wanted = any(p.classes)
    order by p.signed_on desc, p.consent_id limit 1
  $$;

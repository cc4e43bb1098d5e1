-- What of a closed form somebody outside may have, as it was when the form was filed: their page prints it for them as long as consent covers all that it
-- tells. It is kept sealed, and neither staff nor a guest reads this table.
create table auth.guest_form (
  form_id uuid primary key,
  agency_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  provider_id uuid,
  support_id uuid,
  own_client_id uuid,
  check (num_nonnulls(provider_id, support_id, own_client_id) = 1),
  classes text[] not null,
  body bytea not null,
  made_at timestamptz not null,
  unique nulls not distinct (agency_id, review_id, provider_id, support_id, own_client_id)
);

-- For the job that files the form; a second run changes nothing.
create function auth.keep_guest_form(new_id uuid, of_review uuid, told_provider uuid, told_support uuid, told_client uuid, told text[], sealed bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into auth.guest_form
      select new_id, r.agency_id, r.review_id, r.client_id, told_provider, told_support, told_client, told, sealed, auth.now()
      from client_review r join conference c on c.agency_id = r.agency_id and c.conference_id = r.conference_id and c.state = 'closed'
      where r.agency_id = auth.agency() and r.review_id = of_review
        and told <@ auth.disclosable(told_client, told_provider, told_support, r.client_id, told, 'case_conference', auth.now(), auth.today())
      on conflict do nothing;
  end $$;
revoke all on function auth.keep_guest_form(uuid, uuid, uuid, uuid, uuid, text[], bytea) from public;
grant execute on function auth.keep_guest_form(uuid, uuid, uuid, uuid, uuid, text[], bytea) to roundtable_worker;

create function guest.forms() returns table (form_id uuid, review_id uuid, client_id uuid, classes text[], body bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select f.form_id, f.review_id, f.client_id, f.classes, f.body
    from auth.guest_review r
      join conference c on c.agency_id = r.agency_id and c.conference_id = r.conference_id and c.state = 'closed'
      join auth.guest_form f on f.agency_id = r.agency_id and f.review_id = r.review_id
        and (f.provider_id = r.provider_id or f.support_id = r.support_id or f.own_client_id = r.own_client_id)
    where r.is_asked and f.classes <@ auth.disclosable(r.own_client_id, r.provider_id, r.support_id, r.client_id, f.classes,
      'case_conference', auth.now(), auth.today())
  $$;

-- A file that was handed over is written down each time, as a printed one is. False, as before, where consent was ended since it was read.
drop function guest.note_shown(uuid, text[], text[]);
create function guest.note_shown(of_client uuid, told text[], with_texts text[], as_file boolean) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    way constant text := case when as_file then 'pdf' else 'portal_view' end;
  begin
    insert into disclosure (agency_id, disclosure_id, client_id, provider_id, support_id, to_client, organization_id, classes, description, purpose,
        channel, basis, consent_id, texts, disclosed_at)
      select r.agency_id, gen_random_uuid(), r.client_id, r.provider_id, r.support_id, r.own_client_id is not null,
        (select v.organization_id from provider_version v where v.agency_id = r.agency_id and v.provider_id = r.provider_id and v.superseded_at is null
          and v.valid_from <= auth.today() and coalesce(v.valid_to, 'infinity') >= auth.today()),
        p.classes, case when as_file then 'Form of a case conference' else 'Page about a case conference' end, 'case_conference', way,
        case when r.own_client_id is null then 'consent' else 'own-record' end, p.consent_id, with_texts, auth.now()
      from (select distinct agency_id, client_id, provider_id, support_id, own_client_id from auth.guest_review where client_id = of_client) r
        join (select case when x.own_client_id is null then auth.paper_of(x.provider_id, x.support_id, of_client, w.class) end as consent_id,
            array_agg(w.class order by w.nth) as classes
          from auth.guest_own x, unnest(told) with ordinality w(class, nth) group by 1) p on true
      where as_file or not exists (select from disclosure d join auth.guest_own o on d.agency_id = o.agency_id
          join auth.guest_visit v on v.visit_id = o.visit_id and d.disclosed_at >= v.begun_at
        where d.client_id = r.client_id and d.channel = way and d.classes @> p.classes and d.consent_id is not distinct from p.consent_id
          and (d.provider_id = r.provider_id or d.support_id = r.support_id or d.to_client and r.own_client_id is not null));
    return exists (select from auth.guest_review r where r.client_id = of_client);
  exception when insufficient_privilege then
    return false;
  end $$;
revoke all on function guest.note_shown(uuid, text[], text[], boolean), guest.forms() from public;
grant execute on function guest.note_shown(uuid, text[], text[], boolean), guest.forms() to roundtable_guest;

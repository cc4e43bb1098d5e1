-- What of a closed form somebody outside may have, as it was when the form was filed: their page prints it for them as long as consent covers all that it
-- tells. It is kept sealed, and neither staff nor a guest reads this table.
create table auth.guest_form (
  agency_id uuid not null,
  form_id uuid not null,
  review_id uuid not null,
  client_id uuid not null,
  provider_id uuid,
  support_id uuid,
  own_client_id uuid,
  check (num_nonnulls(provider_id, support_id, own_client_id) = 1),
  check (own_client_id = client_id),
  classes text[] not null,
  body bytea not null,
  made_at timestamptz not null,
  primary key (agency_id, form_id),
  foreign key (agency_id, review_id, client_id) references client_review (agency_id, review_id, client_id),
  foreign key (agency_id, provider_id) references provider (agency_id, provider_id),
  foreign key (agency_id, support_id) references support (agency_id, support_id),
  unique nulls not distinct (agency_id, review_id, provider_id, support_id, own_client_id)
);

-- For the job that files the form; a second run changes nothing.
create function auth.keep_guest_form(new_id uuid, of_review uuid, told_provider uuid, told_support uuid, told_client uuid, told text[], sealed bytea)
  returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    insert into auth.guest_form
      select r.agency_id, new_id, r.review_id, r.client_id, told_provider, told_support, told_client, told, sealed, auth.now()
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

revoke all on function guest.forms() from public;
grant execute on function guest.forms() to roundtable_guest;

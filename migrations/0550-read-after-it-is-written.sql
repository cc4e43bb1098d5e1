-- What is shown to a guest was written into the log by a transaction that is over: one that reads first could be rolled back, and with it what it wrote.
-- A line counts for the visit that it was written in, and where the same transaction wrote its line in the trail.
create table auth.guest_shown (
  agency_id uuid not null,
  disclosure_id uuid not null,
  visit_id uuid not null references auth.guest_visit,
  -- Of the transaction as a whole: a row that a savepoint wrote bears another one.
  xid xid8 not null,
  primary key (agency_id, disclosure_id)
);
create index on auth.guest_shown (visit_id);

create function auth.guest_lines(of_client uuid) returns table (channel text, classes text[], consent_id uuid, stands boolean)
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$
    select d.channel, d.classes, d.consent_id, s.xid <> pg_current_xact_id_if_assigned()
    from auth.guest_own o
      join auth.guest_shown s on s.agency_id = o.agency_id and s.visit_id = o.visit_id
      join disclosure d on d.agency_id = s.agency_id and d.disclosure_id = s.disclosure_id and d.client_id = of_client
    where s.xid = pg_current_xact_id_if_assigned() or exists (select from audit a where a.agency_id = d.agency_id and a.at = d.disclosed_at
      and a.service = 'guest' and a.outcome = 'done' and of_client = any(a.ids))
  $$;
revoke all on function auth.guest_lines(uuid) from public;

-- What consent lets them read at this moment, whether or not it was written down.
create view auth.guest_reason with (security_barrier) as
  select r.review_id, r.client_id, x.reason_id, x.position as nth, x.code, x.class::text as class, x.body
  from auth.guest_review r join review_reason x on x.agency_id = r.agency_id and x.review_id = r.review_id
  where r.is_asked and x.class::text = any(auth.disclosable(r.own_client_id, r.provider_id, r.support_id, r.client_id, array[x.class::text],
    'case_conference', auth.now(), auth.today()));
create view auth.guest_action with (security_barrier) as
  select r.review_id, i.client_id, i.action_item_id, i.class::text as class, i.body, i.due_on, i.state, u.said, u.until, u.said_at
  from auth.guest_review r
    join conference c on c.agency_id = r.agency_id and c.conference_id = r.conference_id and c.state = 'closed'
    join action_item i on i.agency_id = r.agency_id and i.review_id = r.review_id and i.removed_at is null and i.state in ('open', 'done')
      and (i.owner_provider_id = r.provider_id or i.owner_support_id = r.support_id or i.owner_is_client and i.client_id = r.own_client_id)
    left join action_item_status_update u on u.agency_id = i.agency_id and u.action_item_id = i.action_item_id and u.superseded_at is null and i.state = 'open'
      and (u.provider_id = i.owner_provider_id or u.support_id = i.owner_support_id or u.is_client and i.owner_is_client)
  where i.class::text = any(auth.disclosable(r.own_client_id, r.provider_id, r.support_id, r.client_id, array[i.class::text],
    'case_conference', auth.now(), auth.today()));
create view auth.guest_printable with (security_barrier) as
  select f.form_id, f.review_id, f.client_id, f.classes, f.body
  from auth.guest_review r
    join conference c on c.agency_id = r.agency_id and c.conference_id = r.conference_id and c.state = 'closed'
    join auth.guest_form f on f.agency_id = r.agency_id and f.review_id = r.review_id
      and (f.provider_id = r.provider_id or f.support_id = r.support_id or f.own_client_id = r.own_client_id)
  where r.is_asked and f.classes <@ auth.disclosable(r.own_client_id, r.provider_id, r.support_id, r.client_id, f.classes,
    'case_conference', auth.now(), auth.today());

-- Of these, what their page tells was written down.
create view auth.guest_told with (security_barrier) as
  select r.review_id, r.client_id, l.classes
  from auth.guest_review r
    cross join lateral (select array_agg(c) as classes from auth.guest_lines(r.client_id) s, unnest(s.classes) c
      where s.stands and s.channel = 'portal_view') l
  where array['general', r.program_class] <@ l.classes;

drop view guest.sealing_key;
drop function guest.meeting(), guest.reviews(), guest.reasons(), guest.actions(), guest.forms(), guest.keys(),
  guest.note_shown(uuid, text[], jsonb, boolean);

-- Nobody else is named here: it tells what the mail told, and to the reader their own name and time.
create function guest.meeting() returns table (state text, starts_at timestamptz, ends_at timestamptz, time_zone text, mode text, place text, join_link text,
    response text, agency_name text, is_sample boolean, phone text, host text, reader_name text, own_given text, own_family text, own_preferred text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select c.state, t.starts_at, t.ends_at, c.time_zone, c.mode, c.place, c.join_link, o.response, g.neutral_name, g.is_sample, g.contact_phone,
      (select v.full_name from staff_version v where v.agency_id = c.agency_id and v.staff_id = coalesce(c.facilitator_id, c.planned_by)
        and v.superseded_at is null order by v.valid_from <= o.today desc, v.valid_from desc limit 1) as host,
      coalesce((select v.full_name from provider_version v where v.agency_id = o.agency_id and v.provider_id = o.provider_id
          and v.superseded_at is null order by v.valid_from <= o.today desc, v.valid_from desc limit 1),
        (select s.full_name from support s where s.agency_id = o.agency_id and s.support_id = o.support_id)) as reader_name,
      k.legal_given, k.legal_family, k.preferred_name
    from auth.guest_own o
      join conference c on c.agency_id = o.agency_id and c.conference_id = o.conference_id
      join agency g on g.agency_id = o.agency_id
      left join client k on k.agency_id = o.agency_id and k.client_id = o.own_client_id
      cross join lateral (select min(r.starts_at) as starts_at, max(r.ends_at) as ends_at from auth.guest_review r) t
    where t.starts_at is not null
  $$;

create function guest.reviews() returns table (review_id uuid, client_id uuid, program_class text, is_asked boolean, starts_at timestamptz, ends_at timestamptz,
    legal_given text, legal_family text, preferred_name text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select r.review_id, r.client_id, r.program_class, r.is_asked, r.starts_at, r.ends_at, k.legal_given, k.legal_family, k.preferred_name
    from auth.guest_told t
      join auth.guest_review r using (review_id)
      join client k on k.agency_id = r.agency_id and k.client_id = r.client_id
  $$;
create function guest.reasons() returns table (review_id uuid, client_id uuid, reason_id uuid, nth integer, code text, class text, body bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select x.review_id, x.client_id, x.reason_id, x.nth, x.code, x.class, x.body
    from auth.guest_told t join auth.guest_reason x using (review_id) where x.class = any(t.classes)
  $$;
create function guest.actions() returns table (client_id uuid, action_item_id uuid, class text, body bytea, due_on date, state text,
    said text, until date, said_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select i.client_id, i.action_item_id, i.class, i.body, i.due_on, i.state, i.said, i.until, i.said_at
    from auth.guest_told t join auth.guest_action i using (review_id) where i.class = any(t.classes)
  $$;
-- That there is one.
create function guest.forms() returns table (review_id uuid, client_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select f.review_id, f.client_id from auth.guest_told t join auth.guest_printable f using (review_id)
  $$;
create function guest.form(wanted uuid) returns table (form_id uuid, client_id uuid, classes text[], body bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select f.form_id, f.client_id, f.classes, f.body
    from auth.guest_printable f
    where f.review_id = wanted and f.classes <@ (select array_agg(c) from auth.guest_lines(f.client_id) s, unnest(s.classes) c
      where s.stands and s.channel = 'pdf')
  $$;
create function guest.keys() returns setof sealing_key
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select k.* from sealing_key k where exists (select from auth.guest_review r cross join lateral auth.guest_lines(r.client_id) s
      where r.agency_id = k.agency_id and r.client_id = k.subject_id and s.stands)
  $$;
create view guest.sealing_key as select * from guest.keys();

-- A line for each paper that lets any of these classes be told. It names the texts of its own classes alone, by which the others would be told to whoever
-- may not know them.
create function auth.note_guest(of_client uuid, told text[], with_texts jsonb, way text) returns void
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    with line as (
      insert into disclosure (agency_id, disclosure_id, client_id, provider_id, support_id, to_client, organization_id, classes, description, purpose,
          channel, basis, consent_id, texts, disclosed_at)
        select o.agency_id, gen_random_uuid(), of_client, o.provider_id, o.support_id, o.own_client_id is not null,
          (select v.organization_id from provider_version v where v.agency_id = o.agency_id and v.provider_id = o.provider_id and v.superseded_at is null
            and v.valid_from <= auth.today() and coalesce(v.valid_to, 'infinity') >= auth.today()),
          p.classes, case way when 'pdf' then 'Form of a case conference' else 'Page about a case conference' end, 'case_conference', way,
          case when o.own_client_id is null then 'consent' else 'own-record' end, p.consent_id,
          array(select t.key from unnest(p.classes) c(class), jsonb_array_elements_text(with_texts -> c.class) with ordinality t(key, nth)
            group by t.key order by max(t.nth), t.key), auth.now()
        from auth.guest_own o
          cross join lateral (select case when o.own_client_id is null then auth.paper_of(o.provider_id, o.support_id, of_client, w.class) end as consent_id,
              array_agg(w.class order by w.nth) as classes
            from unnest(told) with ordinality w(class, nth) group by 1) p
        where way = 'pdf' or not exists (select from auth.guest_lines(of_client) s
          where s.channel = way and s.classes @> p.classes and s.consent_id is not distinct from p.consent_id)
        returning agency_id, disclosure_id)
    insert into auth.guest_shown
      select l.agency_id, l.disclosure_id, o.visit_id, pg_current_xact_id() from line l join auth.guest_own o on o.agency_id = l.agency_id;
  end $$;
revoke all on function auth.note_guest(uuid, text[], jsonb, text) from public;

-- All that their page would tell at this moment stands in the log after this, and may be read from the next transaction on: a page once in a visit, and anew
-- where there is more. The trigger of the log asks the gate once more; what it refuses is not written. Answers of whom, and whether it stood before.
create function guest.note_page(with_texts jsonb) returns table (of_client uuid, stood boolean)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    each record;
  begin
    for each in
      select r.client_id, array(select w.class from (
          select 'general' as class, 0 as nth union select o.program_class, 1 from auth.guest_review o where o.client_id = r.client_id
          union select x.class, 2 from auth.guest_reason x where x.client_id = r.client_id
          union select a.class, 2 from auth.guest_action a where a.client_id = r.client_id) w
        group by w.class order by min(w.nth), w.class collate "C") as classes
      from auth.guest_review r group by 1 order by 1
    loop
      perform auth.note_guest(each.client_id, each.classes, with_texts, 'portal_view');
      of_client := each.client_id;
      stood := coalesce(each.classes <@ (select array_agg(c) from auth.guest_lines(each.client_id) s, unnest(s.classes) c where s.stands and s.channel = 'portal_view'), false)
        and not exists (select from auth.guest_lines(each.client_id) s where not s.stands and s.channel = 'portal_view');
      return next;
    end loop;
  exception when insufficient_privilege then
    return query select distinct r.client_id, false from auth.guest_review r;
  end $$;

-- The same for one form, each time that it is printed.
create function guest.note_form(wanted uuid, with_texts jsonb) returns uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare here auth.guest_printable;
  begin
    select f.* into here from auth.guest_printable f where f.review_id = wanted;
    if not found then return null; end if;
    perform auth.note_guest(here.client_id, here.classes, with_texts, 'pdf');
    return here.client_id;
  exception when insufficient_privilege then
    return null;
  end $$;

-- Answers whose step it is. Of one that is not theirs, that they may not know, or that staff have settled, it says nothing. Whoever says the same again,
-- or twice at once, said it once.
create or replace function guest.say(wanted uuid, what text, until_day date, new_id uuid) returns uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare step action_item;
  begin
    if (what = 'more-time') <> (until_day is not null) or until_day < auth.today() or until_day > auth.today() + interval '1 year' then
      raise exception 'not a day until which more time is asked for' using errcode = 'invalid_parameter_value';
    end if;
    select i.* into step from action_item i
      where i.agency_id = auth.agency() and i.action_item_id = (select a.action_item_id from auth.guest_action a where a.action_item_id = wanted)
        and i.state = 'open' for update;
    if not found then return null; end if;
    if exists (select from action_item_status_update u where u.agency_id = step.agency_id and u.action_item_id = step.action_item_id and u.superseded_at is null
        and u.said = what and u.until is not distinct from until_day
        and (u.provider_id = step.owner_provider_id or u.support_id = step.owner_support_id or u.is_client and step.owner_is_client)) then
      return step.client_id;
    end if;
    update action_item_status_update set superseded_at = auth.now()
      where agency_id = step.agency_id and action_item_id = step.action_item_id and superseded_at is null;
    insert into action_item_status_update (agency_id, update_id, action_item_id, provider_id, support_id, is_client, said, until, said_at)
      values (step.agency_id, new_id, step.action_item_id, step.owner_provider_id, step.owner_support_id, step.owner_is_client, what, until_day, auth.now());
    return step.client_id;
  end $$;

revoke all on function guest.meeting(), guest.reviews(), guest.reasons(), guest.actions(), guest.forms(), guest.form(uuid), guest.keys(),
  guest.note_page(jsonb), guest.note_form(uuid, jsonb) from public;
grant select on guest.sealing_key to roundtable_guest;
grant execute on function guest.meeting(), guest.reviews(), guest.reasons(), guest.actions(), guest.forms(), guest.form(uuid), guest.keys(),
  guest.note_page(jsonb), guest.note_form(uuid, jsonb) to roundtable_guest;

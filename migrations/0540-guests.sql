-- Somebody outside reads what concerns them of one conference without an account: by a link that works once and a code, both sent to the address on file.
-- They come by a login of their own, which can call the functions of this schema and nothing else; what they read is judged by the gate for each statement.
create schema guest;
grant usage on schema guest to roundtable_owner, roundtable_guest;

-- For one person and one conference. Of the code behind the # of its address only the hash is kept, and that is made when the mail leaves.
create table auth.guest_link (
  link_id uuid primary key,
  agency_id uuid not null,
  conference_id uuid not null,
  provider_id uuid,
  support_id uuid,
  client_id uuid,
  check (num_nonnulls(provider_id, support_id, client_id) = 1),
  mail_id uuid not null,
  link_hash text not null unique,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz,
  -- A newer one took its place, or somebody guessed at its code.
  ended_at timestamptz,
  code_digest text,
  code_made_at timestamptz,
  -- Whither that code went, which is whose mailbox opened the visit.
  code_address text,
  wrong_codes integer not null default 0,
  -- When it was asked to mail a code or another link, of the last hour.
  asked_at timestamptz[] not null default '{}'
);
create index on auth.guest_link (agency_id, conference_id);
create table auth.guest_visit (
  visit_id uuid primary key,
  link_id uuid not null references auth.guest_link,
  token_hash text not null unique,
  begun_at timestamptz not null,
  used_at timestamptz not null,
  ended_at timestamptz
);
create index on auth.guest_visit (link_id);

alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('invitation', 'change', 'cancellation', 'document', 'recovery',
  'sign-in-changed', 'alert', 'staff-invitation', 'staff-recovery', 'guest-code', 'guest-link'));
alter table mail add check (kind not in ('guest-code', 'guest-link') or (conference_id is not null and staff_id is null));
-- What a guest is mailed leaves like the mail before it: only while consent covers what that one told. The application asks too; this is the second wall.
drop trigger consent_covers on mail;
create trigger consent_covers before update of state on mail for each row
  when (new.state = 'sending' and old.state <> 'sending' and new.staff_id is null
    and new.kind in ('invitation', 'change', 'document', 'guest-code', 'guest-link'))
  execute function auth.gate_mail();

alter table auth.asking add column guest_link uuid, add column guest_visit uuid;
create or replace function auth.write_down(answer jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
  as $$
  begin
    -- From its beginning: whoever enters a second time in it stays no longer.
    -- And worked out once, not once for each column as `(f(x)).*` would be.
    insert into auth.asking select a.* from jsonb_populate_record(null::auth.asking,
        answer || jsonb_build_object('xid', pg_current_xact_id(), 'backend', pg_backend_pid(), 'began', transaction_timestamp(),
          'lapses_at', transaction_timestamp() + auth.longest_visit(session_user))) a
      on conflict (xid) do update set (backend, began, agency, actor, purpose, service, today, roles, teams, supervised, glass, cleared, untold,
          audited, covers_from, covers_until, covers_since, covers_before, sampled, proved, lapses_at, guest_link, guest_visit) =
        (excluded.backend, excluded.began, excluded.agency, excluded.actor, excluded.purpose, excluded.service, excluded.today, excluded.roles,
          excluded.teams, excluded.supervised, excluded.glass, excluded.cleared, excluded.untold, excluded.audited, excluded.covers_from,
          excluded.covers_until, excluded.covers_since, excluded.covers_before, excluded.sampled, excluded.proved, excluded.lapses_at,
          excluded.guest_link, excluded.guest_visit);
  end $$;

-- The door for guests: nobody of ours, of no role and no team, at one conference. Without a visit there is nothing to read yet.
create function auth.write_down_guest(link auth.guest_link, visit uuid) returns jsonb
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
  declare today constant date := auth.agency_today(link.agency_id);
  begin
    perform auth.write_down(jsonb_build_object('agency', link.agency_id, 'actor', null, 'purpose', 'guest', 'service', 'guest', 'today', today,
      'roles', '[]'::jsonb, 'teams', '[]'::jsonb, 'supervised', '[]'::jsonb, 'glass', '[]'::jsonb, 'cleared', '[]'::jsonb,
      'untold', '[]'::jsonb, 'guest_link', link.link_id, 'guest_visit', visit));
    return jsonb_build_object('agency', link.agency_id, 'link', link.link_id, 'visit', visit, 'finds', true, 'conference', link.conference_id,
      'provider', link.provider_id, 'support', link.support_id, 'client', link.client_id, 'today', today,
      'at', to_char(auth.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  end $$;
revoke all on function auth.write_down_guest(auth.guest_link, uuid) from public;

-- All links of the same person for the same conference, this one among them.
create function auth.guest_links_of_same(link auth.guest_link) returns setof auth.guest_link
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$
    select l.* from auth.guest_link l
    where l.agency_id = link.agency_id and l.conference_id = link.conference_id
      and (l.provider_id = link.provider_id or l.support_id = link.support_id or l.client_id = link.client_id)
  $$;
revoke all on function auth.guest_links_of_same(auth.guest_link) from public;

-- What is done with the links of one person for one conference is done one after the other.
create function auth.one_at_a_time(link auth.guest_link) returns void
  language sql set search_path = pg_catalog, public, pg_temp
  as $$
    select pg_advisory_xact_lock(hashtextextended(format('guest %s %s', link.conference_id, coalesce(link.provider_id, link.support_id, link.client_id)), 0))
  $$;
revoke all on function auth.one_at_a_time(auth.guest_link) from public;

-- By which link this transaction was entered, and by which visit where it was opened.
create function auth.asking_guest() returns table (link_id uuid, visit_id uuid)
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$
    select a.guest_link, a.guest_visit from auth.asking a
    where a.xid = pg_current_xact_id_if_assigned() and a.backend = pg_backend_pid() and a.began = transaction_timestamp()
  $$;
revoke all on function auth.asking_guest() from public;

create function guest.enter_by_link(given_hash text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare link auth.guest_link;
  begin
    select l.* into link from auth.guest_link l where l.link_hash = given_hash;
    if not found then return null; end if;
    perform auth.one_at_a_time(link);
    select l.* into link from auth.guest_link l where l.link_id = link.link_id for update;
    return auth.write_down_guest(link, null);
  end $$;

-- Whither a mail to them would go now.
create function auth.guest_address(link auth.guest_link) returns text
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$
    select lower(coalesce(
      (select v.email from provider_version v where v.agency_id = link.agency_id and v.provider_id = link.provider_id and v.superseded_at is null
        order by v.valid_from <= auth.agency_today(link.agency_id) desc, v.valid_from desc limit 1),
      (select s.email from support s where s.agency_id = link.agency_id and s.support_id = link.support_id),
      (select c.email from client c where c.agency_id = link.agency_id and c.client_id = link.client_id)))
  $$;
revoke all on function auth.guest_address(auth.guest_link) from public;

-- Whether whoever opened this link would find anything there at this moment.
create function auth.guest_finds(link auth.guest_link) returns boolean
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    held uuid := (select a.visit_id from auth.asking_guest() a);
    finds boolean;
  begin
    perform auth.write_down_guest(link, gen_random_uuid());
    finds := exists (select from auth.guest_review);
    perform auth.write_down_guest(link, held);
    return finds;
  end $$;
revoke all on function auth.guest_finds(auth.guest_link) from public;

-- Where nothing is told any more the visit ends with it: each request then says what it says to whoever never came in.
create function guest.enter(given_hash text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    link auth.guest_link;
    visit uuid;
    entered jsonb;
  begin
    update auth.guest_visit v set used_at = auth.now()
      where v.token_hash = given_hash and v.ended_at is null
        and v.used_at > auth.now() - interval '30 minutes' and v.begun_at > auth.now() - interval '12 hours'
      returning v.visit_id into visit;
    select l.* into link from auth.guest_link l join auth.guest_visit v using (link_id)
      where v.visit_id = visit and l.ended_at is null and l.ends_at > auth.now();
    if not found then return null; end if;
    entered := auth.write_down_guest(link, visit);
    if lower(link.code_address) = auth.guest_address(link) and exists (select from auth.guest_review) then return entered; end if;
    update auth.guest_visit v set ended_at = auth.now() where v.visit_id = visit;
    -- Nor does this transaction read anything.
    perform auth.write_down_guest(link, null);
    return entered || '{"finds": false}';
  end $$;

-- Who of ours a letter to a guest is written for: whoever wrote the one with the link, else who leads the conference or planned it.
create function auth.guest_writer(link auth.guest_link) returns uuid
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$
    select s.staff_id from mail m
      join conference c on c.agency_id = m.agency_id and c.conference_id = m.conference_id
      cross join lateral unnest(array[m.written_by, c.facilitator_id, c.planned_by]) with ordinality w(staff_id, nth)
      join staff s on s.agency_id = m.agency_id and s.staff_id = w.staff_id and s.deactivated_at is null and s.user_id is not null
    where m.agency_id = link.agency_id and m.mail_id = link.mail_id order by w.nth limit 1
  $$;
revoke all on function auth.guest_writer(auth.guest_link) from public;

-- A code, or another link, is mailed to the address on file: by a job that asks for consent once more. It says nothing, whether or not there is anything to
-- open, and mails five times an hour at most.
create function guest.ask(wanted_job text, job_id uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    link auth.guest_link;
    lately integer;
    writer uuid;
    finds boolean;
  begin
    if wanted_job is null or wanted_job not in ('write-guest-code', 'write-guest-link') then
      raise exception 'no such letter' using errcode = 'invalid_parameter_value';
    end if;
    select l.* into link from auth.asking_guest() a join auth.guest_link l using (link_id);
    perform auth.one_at_a_time(link);
    -- By whichever of their links: an older one is no way around how often one may ask, and neither is a newer.
    lately := (select count(*) from auth.guest_links_of_same(link) l, unnest(l.asked_at) t where t > auth.now() - interval '1 hour');
    writer := auth.guest_writer(link);
    if writer is null then return; end if;
    finds := auth.guest_finds(link);
    if lately >= 5 or not finds
      or not exists (select from auth.guest_links_of_same(link) l where l.ends_at > auth.now())
      or wanted_job = 'write-guest-code' and (link.used_at is not null or link.ended_at is not null or link.ends_at <= auth.now()) then
      return;
    end if;
    update auth.guest_link set asked_at = array(select t from unnest(asked_at) t where t > auth.now() - interval '1 hour') || auth.now()
      where link_id = link.link_id;
    perform auth.put_in_queue(job_id, wanted_job, jsonb_build_object('linkId', link.link_id),
      jsonb_build_object('agency', link.agency_id, 'actor', writer, 'purpose', 'care-coordination'));
  end $$;

-- Uses the link up. Five wrong codes end it.
create function guest.open(given_digest text, new_visit uuid, new_token_hash text) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    link auth.guest_link;
    finds boolean;
  begin
    select l.* into link from auth.asking_guest() a join auth.guest_link l using (link_id) for update of l;
    if not found then return 'over'; end if;
    -- Looked for in each case, so that it takes as long where there is nothing.
    finds := auth.guest_finds(link);
    if link.used_at is not null or link.ended_at is not null or link.ends_at <= auth.now() or not finds then return 'over'; end if;
    -- Where no code was mailed, none is right.
    if link.code_digest is null or given_digest is null or link.code_digest <> given_digest or link.code_made_at <= auth.now() - interval '10 minutes' then
      update auth.guest_link set wrong_codes = wrong_codes + 1, ended_at = case when wrong_codes >= 4 then auth.now() end
        where link_id = link.link_id;
      return case when link.wrong_codes >= 4 then 'over' else 'wrong' end;
    end if;
    update auth.guest_link set used_at = auth.now(), code_digest = null where link_id = link.link_id;
    insert into auth.guest_visit values (new_visit, link.link_id, new_token_hash, auth.now(), auth.now(), null);
    return 'open';
  end $$;

-- Who reads by this transaction, where they have opened their link.
create view auth.guest_own with (security_barrier) as
  select l.agency_id, l.conference_id, l.provider_id, l.support_id, l.client_id as own_client_id, a.guest_visit as visit_id, a.today,
    t.attendee_id, coalesce(t.response, 'waiting') as response
  from auth.asking a join auth.guest_link l on l.link_id = a.guest_link and l.agency_id = a.agency
    left join attendee t on t.agency_id = l.agency_id and t.conference_id = l.conference_id and t.taken_off_at is null
      and (t.provider_id = l.provider_id or t.support_id = l.support_id or t.client_id = l.client_id)
  where a.xid = pg_current_xact_id_if_assigned() and a.backend = pg_backend_pid() and a.began = transaction_timestamp()
    and a.lapses_at > clock_timestamp() and a.guest_visit is not null;

-- Of whom consent lets them know at this moment that they are talked about here: those they were asked to or were there for, and those for whom they took
-- something on. What counts for nobody any more tells nobody anything.
create view auth.guest_review with (security_barrier) as
  select o.agency_id, o.conference_id, o.provider_id, o.support_id, o.own_client_id, r.review_id, r.client_id, p.class::text as program_class, w.is_asked,
    c.starts_at + w.before * interval '1 minute' as starts_at, c.starts_at + (w.before + r.planned_minutes) * interval '1 minute' as ends_at
  from auth.guest_own o
    join conference c on c.agency_id = o.agency_id and c.conference_id = o.conference_id and c.state not in ('draft', 'discarded')
    join client_review r on r.agency_id = c.agency_id and r.conference_id = c.conference_id
    join client k on k.agency_id = r.agency_id and k.client_id = r.client_id and (k.deceased_on is null or o.own_client_id is null)
    join enrollment e on e.agency_id = r.agency_id and e.enrollment_id = r.enrollment_id
    join program p on p.agency_id = e.agency_id and p.program_id = e.program_id
    cross join lateral (select
      exists (select from review_attendee a where a.agency_id = r.agency_id and a.review_id = r.review_id and a.attendee_id = o.attendee_id
        and (a.invited_at is not null or exists (select from attendance_version v where v.agency_id = a.agency_id
          and v.review_attendee_id = a.review_attendee_id and v.superseded_at is null and v.present))) as is_asked,
      (select coalesce(sum(b.planned_minutes), 0) from client_review b
        where b.agency_id = r.agency_id and b.conference_id = r.conference_id and b.position < r.position) as before) w
  where (w.is_asked or exists (select from action_item i where i.agency_id = r.agency_id and i.review_id = r.review_id and i.removed_at is null
      and (i.owner_provider_id = o.provider_id or i.owner_support_id = o.support_id or i.owner_is_client and i.client_id = o.own_client_id)))
    and array['general', p.class::text] <@ auth.disclosable(o.own_client_id, o.provider_id, o.support_id, r.client_id, array['general', p.class::text],
      'case_conference', auth.now(), auth.today())
    and not exists (select from review_closing f join review_closing_version v using (agency_id, review_closing_id)
      where f.agency_id = r.agency_id and f.review_id = r.review_id and v.superseded_at is null and v.is_void);

create function guest.meeting() returns table (state text, starts_at timestamptz, minutes integer, time_zone text, mode text, place text, join_link text,
    response text, agency_name text, is_sample boolean, phone text, host text, reader_name text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select c.state, c.starts_at, c.minutes, c.time_zone, c.mode, c.place, c.join_link, o.response, g.neutral_name, g.is_sample, g.contact_phone,
      (select v.full_name from staff_version v where v.agency_id = c.agency_id and v.staff_id = coalesce(c.facilitator_id, c.planned_by)
        and v.superseded_at is null order by v.valid_from <= o.today desc, v.valid_from desc limit 1) as host,
      coalesce((select v.full_name from provider_version v where v.agency_id = o.agency_id and v.provider_id = o.provider_id
          and v.superseded_at is null order by v.valid_from <= o.today desc, v.valid_from desc limit 1),
        (select s.full_name from support s where s.agency_id = o.agency_id and s.support_id = o.support_id)) as reader_name
    from auth.guest_own o
      join conference c on c.agency_id = o.agency_id and c.conference_id = o.conference_id
      join agency g on g.agency_id = o.agency_id
    where exists (select from auth.guest_review r where r.conference_id = c.conference_id)
  $$;

create function guest.reviews() returns table (review_id uuid, client_id uuid, program_class text, is_asked boolean, starts_at timestamptz, ends_at timestamptz,
    legal_given text, legal_family text, preferred_name text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select r.review_id, r.client_id, r.program_class, r.is_asked, r.starts_at, r.ends_at, k.legal_given, k.legal_family, k.preferred_name
    from auth.guest_review r join client k on k.agency_id = r.agency_id and k.client_id = r.client_id
  $$;

create function guest.reasons() returns table (review_id uuid, client_id uuid, reason_id uuid, nth integer, code text, class text, body bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select x.review_id, x.client_id, x.reason_id, x.position, x.code, x.class, x.body
    from auth.guest_review r join review_reason x on x.agency_id = r.agency_id and x.review_id = r.review_id
    where r.is_asked and x.class::text = any(auth.disclosable(r.own_client_id, r.provider_id, r.support_id, r.client_id, array[x.class::text],
      'case_conference', auth.now(), auth.today()))
  $$;

-- By the names by which the rest of the product asks. Keys open nothing without the one that lies outside the database.
create function guest.texts() returns setof notice_text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select n.* from auth.guest_own o join notice_text n on n.agency_id = o.agency_id
  $$;
create view guest.notice_text as select * from guest.texts();
create function guest.keys() returns setof sealing_key
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select k.* from sealing_key k where exists (select from auth.guest_review r where r.agency_id = k.agency_id and r.client_id = k.subject_id)
  $$;
create view guest.sealing_key as select * from guest.keys();

-- Which paper lets a class be told, for the log: of several the one that was signed last. Whether it may be told the gate decides.
create function auth.paper_of(told_provider uuid, told_support uuid, own_client uuid, wanted text) returns uuid
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$
    select c.consent_id from consent c
    where c.agency_id = auth.agency() and c.client_id = own_client and wanted = any(c.classes) and 'case_conference' = any(c.purposes)
      and not c.is_refusal and (c.we_disclose or c.is_mutual and c.we_receive) and c.withdrawn_at is null
      and coalesce(c.revoked_at, 'infinity') > auth.now() and coalesce(c.superseded_at, 'infinity') > auth.now() and c.recorded_at <= auth.now()
      and greatest(c.valid_from, c.signed_on) <= auth.today() and least(c.valid_until, c.ended_on, 'infinity') >= auth.today()
      and exists (select from consent_party p left join provider_version v on v.agency_id = p.agency_id and v.provider_id = told_provider
          and v.superseded_at is null and v.valid_from <= auth.today() and coalesce(v.valid_to, 'infinity') >= auth.today()
        where p.agency_id = c.agency_id and p.consent_id = c.consent_id and p.since <= auth.today() and p.recorded_at <= auth.now()
          and (p.side = 'recipient' or p.side = 'discloser' and c.is_mutual)
          and case p.kind when 'person' then (p.provider_id = told_provider or p.support_id = told_support)
              and coalesce(p.organization_id = v.organization_id, p.organization_id is null)
            when 'organization' then p.organization_id = v.organization_id
            when 'role-class' then p.provider_class = v.provider_class and p.organization_id = v.organization_id
            else v.provider_class in ('medical', 'behavioral')
              and exists (select from care_team_member m join care_team_member_version t using (agency_id, care_team_member_id)
                where m.agency_id = p.agency_id and m.client_id = own_client and m.provider_id = told_provider and t.superseded_at is null
                  and t.valid_from <= auth.today() and coalesce(t.valid_to, 'infinity') >= auth.today()) end)
    order by c.signed_on desc, c.consent_id limit 1
  $$;
revoke all on function auth.paper_of(uuid, uuid, uuid, text) from public;

-- What was shown stands in the log of disclosures before it leaves: a page once in a visit and anew where more was shown, a file each time. The trigger of
-- the log asks the gate. A line names the texts of its own classes alone: those of the others would tell of them to whoever may not know. False where
-- consent was ended since it was read: then it may not leave.
create function guest.note_shown(of_client uuid, told text[], with_texts jsonb, as_file boolean) returns boolean
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
        case when r.own_client_id is null then 'consent' else 'own-record' end, p.consent_id,
        array(select t.key from unnest(p.classes) c(class), jsonb_array_elements_text(with_texts -> c.class) with ordinality t(key, nth)
          group by t.key order by max(t.nth), t.key), auth.now()
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

-- Answers whether it was taken: until the conference begins, and from whoever was asked.
create function guest.reply(wanted text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare here auth.guest_own;
  begin
    select o.* into here from auth.guest_own o where exists (select from auth.guest_review r where r.is_asked);
    if not found then return null; end if;
    perform from conference c where c.agency_id = here.agency_id and c.conference_id = here.conference_id and c.state = 'scheduled' for update;
    if not found then return false; end if;
    -- Who says the same again holds up nobody who plans.
    if here.response = wanted then return true; end if;
    update attendee set response = wanted where agency_id = here.agency_id and attendee_id = here.attendee_id;
    update conference set version = version + 1 where agency_id = here.agency_id and conference_id = here.conference_id;
    return true;
  end $$;

create function guest.leave() returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    update auth.guest_visit v set ended_at = auth.now() from auth.guest_own o where v.visit_id = o.visit_id
  $$;

-- What they did stands in the trail of their agency, in the name of no member of staff.
create function guest.note_in_trail(new_id uuid, moment timestamptz, what text, came_of_it text, about uuid[], signed bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    -- A line that no reader could place would stop whoever reads or checks the trail.
    if (moment = auth.now() and what ~ '^(GET|POST) /api/guest/[A-Za-z/:.]+$' and came_of_it in ('done', 'denied', 'failed')) is not true then
      raise exception 'no step of a guest' using errcode = 'invalid_parameter_value';
    end if;
    insert into audit (agency_id, audit_id, at, service, purpose, operation, outcome, ids, hmac)
      values (auth.agency(), new_id, moment, 'guest', 'guest', what, came_of_it, about, signed);
  end $$;

revoke all on all functions in schema guest from public;
grant select on guest.notice_text, guest.sealing_key to roundtable_guest;
grant execute on function guest.enter_by_link(text), guest.enter(text), guest.ask(text, uuid), guest.open(text, uuid, text),
  guest.meeting(), guest.reviews(), guest.reasons(), guest.texts(), guest.keys(),
  guest.note_shown(uuid, text[], jsonb, boolean), guest.reply(text), guest.leave(), guest.note_in_trail(uuid, timestamptz, text, text, uuid[], bytea)
  to roundtable_guest;

-- For the mail that is about to leave: a link of its own, which ends those before it and what was opened by them.
create function auth.issue_guest_link(of_mail uuid, new_hash text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    letter mail;
    whose auth.guest_link;
    ends timestamptz;
  begin
    select m.* into letter from mail m where m.agency_id = auth.agency() and m.mail_id = of_mail and m.staff_id is null
      and m.kind in ('invitation', 'change', 'document', 'guest-link') and m.state = 'queued';
    if not found then return false; end if;
    whose := jsonb_populate_record(null::auth.guest_link, to_jsonb(letter));
    perform auth.one_at_a_time(whose);
    -- Whoever asks for another link gets no longer than they had.
    ends := case letter.kind
      when 'document' then auth.now() + interval '7 days'
      when 'guest-link' then (select max(l.ends_at) from auth.guest_links_of_same(whose) l)
      else (select greatest(c.starts_at + c.minutes * interval '1 minute', auth.now()) + interval '24 hours' from conference c
        where c.agency_id = letter.agency_id and c.conference_id = letter.conference_id) end;
    if ends is null or ends <= auth.now() then return false; end if;
    update auth.guest_link set ended_at = auth.now()
      where link_id in (select l.link_id from auth.guest_links_of_same(whose) l where l.ended_at is null);
    insert into auth.guest_link (link_id, agency_id, conference_id, provider_id, support_id, client_id, mail_id, link_hash, made_at, ends_at)
      values (gen_random_uuid(), letter.agency_id, letter.conference_id, letter.provider_id, letter.support_id, letter.client_id, letter.mail_id,
        new_hash, auth.now(), ends);
    return true;
  end $$;

-- The one that a mail with a code is for.
create function auth.guest_link_of_mail(of_mail uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select l.link_id from mail m
      cross join lateral auth.guest_links_of_same(jsonb_populate_record(null::auth.guest_link, to_jsonb(m))) l
    where m.agency_id = (select auth.agency()) and m.mail_id = of_mail and m.kind = 'guest-code'
      and l.used_at is null and l.ended_at is null and l.ends_at > auth.now()
  $$;

create function auth.issue_guest_code(of_mail uuid, digest text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    update auth.guest_link l set code_digest = digest, code_made_at = auth.now(), code_address = m.to_address
      from mail m where m.agency_id = l.agency_id and m.mail_id = of_mail and l.link_id = auth.guest_link_of_mail(of_mail);
    return found;
  end $$;

-- Whom a job writes to, and about what.
create function auth.guest_link_for(wanted uuid) returns table (conference_id uuid, provider_id uuid, support_id uuid, client_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select l.conference_id, l.provider_id, l.support_id, l.client_id from auth.guest_link l
    where l.agency_id = (select auth.agency()) and l.link_id = wanted
  $$;
revoke all on function auth.issue_guest_link(uuid, text), auth.guest_link_of_mail(uuid), auth.issue_guest_code(uuid, text), auth.guest_link_for(uuid)
  from public;
grant execute on function auth.issue_guest_link(uuid, text), auth.guest_link_of_mail(uuid), auth.issue_guest_code(uuid, text), auth.guest_link_for(uuid)
  to roundtable_worker;

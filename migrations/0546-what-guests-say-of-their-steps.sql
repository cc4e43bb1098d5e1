-- What an organization is called is no row about somebody, and has had a class since 0440: the next table that was protected would have closed it.
create or replace procedure auth.guard_classes()
  language plpgsql as $$
  declare target regclass;
  begin
    for target in
      select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'class' and not a.attisdropped
      where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not in ('program', 'organization')
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'knows_class')
    loop
      call auth.guard_class(target);
    end loop;
  end $$;

-- How a step stands by what its owner outside says: told to whoever follows it up, it changes nothing of the step. What is said anew takes the
-- place of what was said before, which stays. Codes and dates alone; whoever may not know of the step does not know what was said of it.
create table action_item_status_update (
  agency_id uuid not null,
  update_id uuid not null,
  action_item_id uuid not null,
  provider_id uuid,
  support_id uuid,
  is_client boolean not null,
  check (num_nonnulls(provider_id, support_id) + is_client::integer = 1),
  said code not null check (said in ('done', 'more-time', 'cannot')),
  until date,
  check ((said = 'more-time') = (until is not null)),
  said_at timestamptz not null,
  superseded_at timestamptz,
  primary key (agency_id, update_id),
  foreign key (agency_id, action_item_id) references action_item,
  foreign key (agency_id, provider_id) references provider (agency_id, provider_id),
  foreign key (agency_id, support_id) references support (agency_id, support_id)
);
create unique index on action_item_status_update (agency_id, action_item_id) where superseded_at is null;
create index on action_item_status_update (agency_id, action_item_id);
call auth.protect_versions('action_item_status_update', 'action_item', 'action_item_id');
grant select on action_item_status_update to roundtable_app, roundtable_worker;

create function guest.actions() returns table (client_id uuid, action_item_id uuid, class text, body bytea, due_on date, state text,
    said text, until date, said_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select i.client_id, i.action_item_id, i.class, i.body, i.due_on, i.state, u.said, u.until, u.said_at
    from auth.guest_review r
      join conference c on c.agency_id = r.agency_id and c.conference_id = r.conference_id and c.state = 'closed'
      join action_item i on i.agency_id = r.agency_id and i.review_id = r.review_id and i.removed_at is null and i.state in ('open', 'done')
        and (i.owner_provider_id = r.provider_id or i.owner_support_id = r.support_id or i.owner_is_client and i.client_id = r.own_client_id)
      left join action_item_status_update u on u.agency_id = i.agency_id and u.action_item_id = i.action_item_id and u.superseded_at is null
        and i.state = 'open' and (u.provider_id = i.owner_provider_id or u.support_id = i.owner_support_id or u.is_client and i.owner_is_client)
    where i.class::text = any(auth.disclosable(r.own_client_id, r.provider_id, r.support_id, r.client_id, array[i.class::text],
      'case_conference', auth.now(), auth.today()))
  $$;

-- Answers whose step it is. Of one that is not theirs, that they may not know, or that staff have settled, it says nothing.
create function guest.say(wanted uuid, what text, until_day date, new_id uuid) returns uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare step action_item;
  begin
    if (what = 'more-time') <> (until_day is not null) or until_day < auth.today() or until_day > auth.today() + interval '1 year' then
      raise exception 'not a day until which more time is asked for' using errcode = 'invalid_parameter_value';
    end if;
    select i.* into step from action_item i
      where i.agency_id = auth.agency() and i.action_item_id = (select a.action_item_id from guest.actions() a where a.action_item_id = wanted)
        and i.state = 'open' for update;
    if not found then return null; end if;
    update action_item_status_update set superseded_at = auth.now()
      where agency_id = step.agency_id and action_item_id = step.action_item_id and superseded_at is null;
    insert into action_item_status_update (agency_id, update_id, action_item_id, provider_id, support_id, is_client, said, until, said_at)
      values (step.agency_id, new_id, step.action_item_id, step.owner_provider_id, step.owner_support_id, step.owner_is_client, what, until_day, auth.now());
    return step.client_id;
  end $$;
revoke all on function guest.actions(), guest.say(uuid, text, date, uuid) from public;
grant execute on function guest.actions(), guest.say(uuid, text, date, uuid) to roundtable_guest;

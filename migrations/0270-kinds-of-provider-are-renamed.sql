-- A kind of provider is called otherwise one day. Its code, which rules name, stays, and so does what it was called: whoever holds an older
-- paper reads on the screen what it means (REQ-082).
alter table provider_kind add column former_names jsonb not null default '[]';
create unique index provider_kind_name on provider_kind (agency_id, lower(name));
-- What it was called is said by the trigger alone.
revoke insert on provider_kind from roundtable_app, roundtable_worker;
grant insert (agency_id, kind_id, code, name, provider_class, retired_at, created_at) on provider_kind to roundtable_app, roundtable_worker;
grant update (name) on provider_kind to roundtable_app;

create function auth.keep_kind_name() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    new.former_names := old.former_names || jsonb_build_array(jsonb_build_object('name', old.name, 'until', auth.now()));
    return new;
  end $$;
revoke all on function auth.keep_kind_name() from public;
create trigger keeps_kind_name before update of name on provider_kind for each row
  when (new.name is distinct from old.name) execute function auth.keep_kind_name();

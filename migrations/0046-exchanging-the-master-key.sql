-- A key of the file that is being exchanged wraps nothing new: whoever still holds it is told, and reads the file again.
alter table auth.master_key add column retired_at timestamptz;
create function auth.refuse_retired_key() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare retired timestamptz;
  begin
    -- The exchange waits for whoever wraps at this moment, and so rewraps theirs too.
    select k.retired_at into retired from auth.master_key k where k.master_key_id = new.master_key_id for share;
    if retired is not null then raise exception 'the key % is retired', new.master_key_id using errcode = 'serialization_failure'; end if;
    return new;
  end $$;
revoke all on function auth.refuse_retired_key() from public;
create trigger no_retired_key before insert or update of master_key_id on sealing_key
  for each row execute function auth.refuse_retired_key();

-- A second person who looks within the hour and finds that it was no emergency ended nothing: who had opened it went on reading. And whoever
-- was reviewed within the hour could not end it sooner any more.
create or replace function auth.keep_glass() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
  as $$
  begin
    if auth.agency() is null then return new; end if;
    if old.reviewed_at is not null
        and (new.outcome, new.reviewed_by, new.reviewed_at) is distinct from (old.outcome, old.reviewed_by, old.reviewed_at)
      or new.ended_at is distinct from old.ended_at
        and (auth.actor() <> old.staff_id or old.ended_at is not null or new.ended_at is distinct from auth.now() or new.ended_at > old.ends_at)
      or new.reviewed_at is distinct from old.reviewed_at
        and (auth.actor() = old.staff_id or new.reviewed_at is distinct from auth.now()) then
      raise exception 'this stays as it is' using errcode = 'insufficient_privilege';
    end if;
    if old.reviewed_at is null and new.outcome <> 'justified' and new.ended_at is null and new.ends_at > auth.now() then
      new.ended_at := auth.now();
    end if;
    return new;
  end $$;

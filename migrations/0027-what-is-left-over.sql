-- A ticket lives as long as its job: the queue deletes jobs that are long over, and their tickets open nothing any more.
create function auth.drop_ticket() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  begin
    delete from auth.job_ticket t where t.job_id = old.id and not exists (select from queue.job j where j.id = old.id);
    return null;
  end $$;
-- The queue takes a job that failed out and puts it back to be tried again, in one transaction: looked at when that ends.
create constraint trigger drop_ticket after delete on queue.job deferrable initially deferred
  for each row execute function auth.drop_ticket();
delete from auth.job_ticket t where not exists (select from queue.job j where j.id = t.job_id);

-- A founding that was killed between the sign-in and its agency leaves an address taken that belongs to nobody. Whoever
-- holds an open code may take it back; a minute's grace keeps it from one who is founding or joining at this moment.
create function auth.forget_unfounded(code_hash text, address text) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
  as $$
    delete from sign_in."user" u
      where auth.founding_code_is_open(code_hash) and u.email = lower(address) and u."createdAt" < now() - interval '1 minute'
        and not exists (select from staff s where s.user_id = u.id)
  $$;
revoke execute on function auth.drop_ticket(), auth.forget_unfounded(text, text) from public;
grant execute on function auth.forget_unfounded(text, text) to roundtable_auth;

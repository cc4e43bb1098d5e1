-- The moment at which something ended could be taken away again and written anew, at another moment: past the application somebody would have
-- brought back a title, a consent or an enrollment that was over, or ended it twice. It is written once. What comes back by right (who is let in
-- again, an action that is open again) is no ending of this kind.
create function auth.refuse_other_ending() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
  as $$
  begin
    raise exception 'what has ended stays ended' using errcode = 'insufficient_privilege';
  end $$;
revoke all on function auth.refuse_other_ending() from public;

do $$
declare
  one record;
  once constant text[] := array['action_item.removed_at', 'authorized_title.removed_at', 'break_glass.ended_at', 'break_glass.reviewed_at',
    'consent.revoked_at', 'consent.withdrawn_at', 'exchange_message.removed_at', 'privacy_incident.reviewed_at', 'review_billing.withdrawn_at',
    'review_entry.removed_at', 'staff_change.settled_at', 'staff_training.withdrawn_at'];
begin
  for one in
    select c.oid::regclass as target, a.attname as named
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'timestamptz'::regtype and not a.attisdropped
      and (a.attname = 'superseded_at' or c.relname || '.' || a.attname = any(once))
      and (has_column_privilege('roundtable_app', c.oid, a.attnum, 'update') or has_column_privilege('roundtable_worker', c.oid, a.attnum, 'update'))
  loop
    execute format('create trigger %1$I before update of %2$I on %3$s for each row when (old.%2$I is not null and new.%2$I is distinct from old.%2$I '
      'and current_user = any(array[''roundtable_app'', ''roundtable_worker''])) execute function auth.refuse_other_ending()',
      'ending_of_' || one.named, one.named, one.target);
  end loop;
end $$;

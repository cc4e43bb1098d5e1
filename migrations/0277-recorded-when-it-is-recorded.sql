-- When something was recorded is said by the door's clock and never by who records it: a right that was given later would otherwise have been
-- there before, and an enrollment "of this very moment" shows itself to its writer (0110). Beside these columns stand the times that people say:
-- when a conference was held, a contact happened, somebody was told.
create function auth.refuse_other_moment() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
  as $$
  begin
    raise exception 'recorded at the moment of the transaction' using errcode = 'insufficient_privilege';
  end $$;
revoke all on function auth.refuse_other_moment() from public;

create procedure auth.require_moment(target regclass, columns text[])
  language plpgsql as $$
  declare
    named text;
    is_needed boolean;
    of_row text := '';
    by_logins constant text := 'current_user = any(array[''roundtable_app'', ''roundtable_worker''])';
  begin
    foreach named in array columns loop
      select a.attnotnull into strict is_needed from pg_attribute a where a.attrelid = target and a.attname = named and not a.attisdropped;
      of_row := of_row || case when of_row = '' then '' else ' and ' end
        || case when is_needed then '' else format('(%I is null or ', named) end
        || format('%I = (select auth.now())', named) || case when is_needed then '' else ')' end;
      -- When it began stays; when it was changed, or ended, is the moment of that.
      execute format('create trigger %1$I before update of %2$I on %3$s for each row when (new.%2$I is distinct from old.%2$I and %4$s and %5$s) '
        'execute function auth.refuse_other_moment()', 'moment_of_' || named, named, target,
        case when named in ('created_at', 'granted_at') then 'true'
          else format('new.%1$I is not null and new.%1$I is distinct from auth.now()', named) end, by_logins);
    end loop;
    execute format('create policy at_its_moment on %s as restrictive for insert to roundtable_app, roundtable_worker with check (%s)',
      target, of_row);
  end $$;
revoke all on procedure auth.require_moment(regclass, text[]) from public;

do $$
declare
  one record;
  said constant text[] := array['attendance_version.valid_from', 'attendance_version.valid_to', 'change_event.occurred_at',
    'conference.starts_at', 'conference.started_at', 'conference.ended_at', 'client_review.started_at', 'client_review.ended_at', 'client_review.replied_at',
    'coordination_contact.happened_at', 'disclosure.disclosed_at', 'due_snapshot.known_at', 'emergency_disclosure.told_at',
    'exchange_message.sent_at', 'owed_statement.heard_from', 'owed_statement.heard_until', 'privacy_incident.present_from',
    'privacy_incident.present_until', 'record_entry.happened_at', 'review_billing.billed_from', 'review_billing.billed_until',
    'revocation_notice.told_at', 'letter_told.told_at'];
begin
  for one in
    select c.oid::regclass as target, array_agg(a.attname::text order by a.attnum) as columns
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'timestamptz'::regtype and not a.attisdropped
      and c.relname || '.' || a.attname <> all(said)
      and (has_column_privilege('roundtable_app', c.oid, a.attnum, 'insert, update')
        or has_column_privilege('roundtable_worker', c.oid, a.attnum, 'insert, update'))
    group by c.oid
  loop
    call auth.require_moment(one.target, one.columns);
  end loop;
end $$;

-- Whether somebody outside is still invited to anything of a conference, whoever asks: other clients of it may be others' to see.
create function auth.is_still_invited(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
    select exists (select from review_attendee w where w.agency_id = (select auth.agency()) and w.attendee_id = wanted
      and w.invited_at is not null)
  $$;
grant execute on function auth.is_still_invited(uuid) to roundtable_app, roundtable_worker;

-- An opening that ends after a review was made may have begun before it, and the review has not seen it: a review covers as many openings of
-- its week as it saw, and none that came to light since.
alter table opening_review add column times integer check (times > 0);
update opening_review r set times = greatest(1, (select count(*) from auth.opening o
  where o.agency_id = r.agency_id and o.staff_id = r.staff_id and o.client_id = r.client_id and o.at <= r.reviewed_at
    and o.at >= r.week_on::timestamp at time zone a.time_zone and o.at < (r.week_on + 7)::timestamp at time zone a.time_zone))
  from agency a where a.agency_id = r.agency_id;
alter table opening_review alter column times set not null;

do $$
declare
  change record;
  definition text;
begin
  for change in select * from (values
    ('auth.openings_of_weeks(jsonb, date[])', 'v.reviewed_at >= o.last_at', 'v.reviewed_at >= o.last_at and v.times >= o.times'),
    ('auth.review_opening(uuid, uuid, date, text)', 'last_at timestamptz;', 'last_at timestamptz; seen integer;'),
    ('auth.review_opening(uuid, uuid, date, text)', 'select max(o.at) into last_at', 'select max(o.at), count(*) into last_at, seen'),
    ('auth.review_opening(uuid, uuid, date, text)', 'r.reviewed_at >= last_at', 'r.reviewed_at >= last_at and r.times >= seen'),
    ('auth.review_opening(uuid, uuid, date, text)', 'outcome, reviewed_by, reviewed_at)', 'outcome, reviewed_by, reviewed_at, times)'),
    ('auth.review_opening(uuid, uuid, date, text)', 'word, me, auth.now())', 'word, me, auth.now(), seen)')
  ) c(name, from_words, to_words) loop
    definition := pg_get_functiondef(change.name::regprocedure);
    if strpos(definition, change.from_words) = 0 then raise exception 'openings are reviewed otherwise'; end if;
    execute replace(definition, change.from_words, change.to_words);
  end loop;
end $$;

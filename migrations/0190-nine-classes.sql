-- Nine kinds of information instead of five. Which there are, and which is stricter, is written here once: every check, default and comparison
-- asks these two functions, and src/domain/people.ts says the same.
create function auth.restricted_classes() returns text[]
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
  as $$ select array['psychotherapy_notes', 'sud_counseling_notes', 'hiv', 'reproductive_minor', 'sud', 'mental_health', 'dv', 'genetic'] $$;
create function auth.highest_of(classes text[]) returns text
  language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp
  as $$ select coalesce((select known from unnest(auth.restricted_classes()) with ordinality of_all(known, place)
    where known = any(classes) order by place limit 1), 'general') $$;
-- Notes of a session are kept apart from the record by law: no case holds them by itself, and so no new words become them unasked.
create function auth.case_classes() returns text[]
  language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp
  as $$ select array_remove(array_remove(auth.restricted_classes(), 'psychotherapy_notes'), 'sud_counseling_notes') $$;
revoke all on function auth.restricted_classes(), auth.highest_of(text[]), auth.case_classes() from public;
grant execute on function auth.restricted_classes(), auth.highest_of(text[]), auth.case_classes() to roundtable_app, roundtable_worker;

alter table client_class drop constraint client_class_class_check,
  add check (class::text = any(auth.case_classes()));
alter table program add check (class::text = 'general' or class::text = any(auth.case_classes()));
alter table class_access drop constraint class_access_restricted_check,
  add check (restricted::text = any(auth.restricted_classes()));
alter table authorized_title drop constraint authorized_title_restricted_check,
  add check (cardinality(restricted) > 0 and restricted <@ auth.restricted_classes());
alter table staff_training drop constraint staff_training_about_check,
  add check (about::text = any(auth.restricted_classes()));
alter table notice_text drop constraint notice_text_law_check, add check (law in
  ('hiv-27f', 'part2', 'part2-notes', 'mhl-33-13', 'psychotherapy-notes', 'minor-consent', 'civil-rights-79-l', 'hipaa'));
-- What a paper, a disclosure or an emergency names is one of them, too.
alter table consent add check (classes::text[] <@ (array['general'] || auth.restricted_classes()));
alter table disclosure add check (classes::text[] <@ (array['general'] || auth.restricted_classes()));
alter table emergency_disclosure add check (classes::text[] <@ (array['general'] || auth.restricted_classes()));

-- Each agency has a rule for each; like those of the others it asks for nothing until the agency says so.
insert into class_access (agency_id, restricted, changed_at)
  select a.agency_id, c, auth.now() from agency a, unnest(auth.restricted_classes()) c on conflict do nothing;

-- Whoever said no to everything said no to this.
alter table consent disable trigger user;
update consent set classes = array['general'] || auth.restricted_classes()
  where is_refusal and classes::text[] @> array['general', 'hiv', 'sud', 'mental_health', 'dv'];
alter table consent enable trigger user;

-- Every function that listed the four asks for the list instead.
do $$
declare
  wanted constant text := 'array[''hiv'', ''sud'', ''mental_health'', ''dv''';
  each record;
  definition text;
begin
  for each in select p.oid::regprocedure as name, pg_get_functiondef(p.oid) as body from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'auth'
      where p.prosrc like '%''mental_health''%' and p.proname not in ('restricted_classes', 'case_classes') loop
    definition := replace(replace(replace(each.body,
      'array[''general'', ''hiv'', ''sud'', ''mental_health'', ''dv'']', '(array[''general''] || auth.restricted_classes())'),
      wanted || ', ''general'']', '(auth.restricted_classes() || array[''general''])'),
      wanted || ']', 'auth.restricted_classes()');
    if each.name in ('auth.complete_disclosure()'::regprocedure, 'auth.class_emergency()'::regprocedure) then
      definition := regexp_replace(definition, 'case when ''hiv'' = any\(([a-z.]+)\).*?else ''general'' end', 'auth.highest_of(\1::text[])');
    end if;
    if strpos(definition, '''mental_health''') > 0 then raise exception 'a list of classes is left in %', each.name; end if;
    execute definition;
  end loop;
end $$;

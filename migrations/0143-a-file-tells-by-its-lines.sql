-- What a line of a file tells is told by its duty as well as by its program: a duty of a general program may be owed because of something
-- that is not. Who sends no class with a line speaks of the program alone.
create or replace function auth.record_reported(taken uuid, told jsonb, what_for text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  declare
    here uuid := auth.agency();
  begin
    if auth.is_own_report(taken) is not true then
      raise exception 'not allowed' using errcode = 'insufficient_privilege';
    end if;
    insert into disclosure (agency_id, disclosure_id, client_id, classes, description, purpose, channel, basis, export_id, report_to,
        disclosed_at, disclosed_by)
      select here, gen_random_uuid(), c.client_id,
        array['general'] || coalesce(array_agg(distinct k.class) filter (where k.class <> 'general'), '{}'),
        what_for, 'report', 'export', 'report',
        taken, (select x.report_to from taken_out x where x.agency_id = here and x.export_id = taken), auth.now(), auth.actor()
      from jsonb_to_recordset(told) as t("clientId" uuid, "programId" uuid, class text)
        join client c on c.agency_id = here and c.client_id = t."clientId"
        join program p on p.agency_id = here and p.program_id = t."programId"
        cross join lateral (values (p.class::text), (t.class)) as k(class)
      group by c.client_id;
  end $$;

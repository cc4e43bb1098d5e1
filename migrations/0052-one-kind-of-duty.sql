-- Whoever asks for significant changes, or for reassessments, alone: they are few among many routine dates, and were found by reading
-- all of those in the order of their dates. Each list of the worklist has an index of the few.
do $$
declare
  kind text;
  whose text;
begin
  foreach kind in array array['trigger', 'reassessment'] loop
    foreach whose in array array['worker_id, ', 'team_id, ', 'program_id, ', ''] loop
      execute format('create index on obligation (agency_id, %sis_backlog, strength, due_key, enrollment_id, obligation_key) '
        'where state = ''open'' and kind = %L', whose, kind);
    end loop;
  end loop;
end $$;

-- Whoever follows a step up reads it, as whoever takes it on does: with the training for its class, and while they see the client. It was on no list of theirs.
alter policy may_read on action_item using (exists (select from auth.in_reach r
  where r.agency_id = action_item.agency_id and r.client_id = action_item.client_id and r.reads_content
    and (action_item.class = 'general' or r.manages or r.oversees or r.by_glass
      or action_item.owner_staff_id = r.actor or action_item.follow_up_by = r.actor)));
do $$
declare
  changed constant text := 'agency_id = (select auth.agency()) and (select auth.reads_content()) and exists (select from client c '
    'where c.agency_id = action_item.agency_id and c.client_id = action_item.client_id and (action_item.class = ''general'' '
    'or c.manager_ids && array[(select auth.actor())] and c.scope_changes_on > (select auth.today()) '
    'or c.overseeing_ids && (select auth.supervised()) '
    'or action_item.owner_staff_id = (select auth.actor()) or action_item.follow_up_by = (select auth.actor())))';
begin
  execute format('alter policy may_change on action_item using (%1$s) with check (%1$s)', changed);
end $$;

-- Why an action was given up is always there, like the reason for which a fact was taken back: the absence of either would tell.
update fact_note n set kind = 'withdrawn' from action_item i
where i.agency_id = n.agency_id and i.action_item_id = n.about_id and i.state = 'cancelled' and n.kind = 'note';

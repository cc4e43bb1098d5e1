-- Lists that were worked out before this hold nothing of what was met, so that none of them can say how much that was.
alter table due_snapshot add column holds_met boolean not null default false;
grant update (holds_met) on due_snapshot to roundtable_app, roundtable_worker;

-- Whoever opens the form of a conference has a file with what was said about a client: it is named like any such file.
alter table taken_out drop constraint taken_out_what_check;
alter table taken_out add constraint taken_out_what_check check (what in
  ('due-list', 'past-due-list', 'texts-to-file', 'accounting', 'record', 'contacts', 'billing-list', 'conference-form'));

-- What the form holds, sealed like the form itself, so that each copy is made anew with the mark of who took it.
alter table document add column form bytea;

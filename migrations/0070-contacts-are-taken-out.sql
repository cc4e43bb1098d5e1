-- The count of contacts on paper is no record on paper: what was taken out is named as what it is.
alter table taken_out drop constraint taken_out_what_check;
alter table taken_out add constraint taken_out_what_check
  check (what in ('due-list', 'past-due-list', 'texts-to-file', 'accounting', 'record', 'contacts', 'billing-list'));

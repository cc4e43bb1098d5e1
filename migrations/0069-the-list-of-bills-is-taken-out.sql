-- The month's list of what is billed holds many clients, if only by number: whoever takes it along says what for, like any such file.
alter table taken_out drop constraint taken_out_what_check;
alter table taken_out add constraint taken_out_what_check
  check (what in ('due-list', 'past-due-list', 'texts-to-file', 'accounting', 'record', 'billing-list'));
alter table taken_out add constraint billing_list_for_a_reason check (reason is not null or what <> 'billing-list');

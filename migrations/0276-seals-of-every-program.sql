-- A seal names every line of the agency and how many there are: the application never reads one, and an auditor of chosen programs may not.
revoke select on audit_seal from roundtable_app;
alter policy may_read on audit_seal using (agency_id = (select auth.agency()) and ((select auth.has_role('supervisor'))
  or (select auth.audits_every_program()) or (select auth.has_role('administrator'))));

-- An administrator reads every mail of the agency, and in it who is to be called. Of a client who is only in programs that they may not know of
-- it named the worker, who would tell the program: such a mail is for the staff of its conference. Nor do they read there of a mail to somebody of
-- an organization that tells a class: the mail to the client is of the same meeting.
alter policy may_read on mail using (
  agency_id = (select auth.agency()) and (
    (select auth.has_role('administrator')) and (num_nonnulls(client_id, support_id) = 0 or exists (
      select from enrollment e where e.agency_id = mail.agency_id and e.client_id = coalesce(mail.client_id,
        (select s.client_id from support s where s.agency_id = mail.agency_id and s.support_id = mail.support_id))))
      and (provider_id is null or not exists (
        select from provider_version v join organization o on o.agency_id = v.agency_id and o.organization_id = v.organization_id
        where v.agency_id = mail.agency_id and v.provider_id = mail.provider_id and v.superseded_at is null and o.class <> 'general'))
    or exists (select from attendee a where a.agency_id = mail.agency_id and a.conference_id = mail.conference_id
      and (a.staff_id = mail.staff_id or a.provider_id = mail.provider_id or a.support_id = mail.support_id or a.client_id = mail.client_id))));

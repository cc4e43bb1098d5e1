-- An exemption or a pause that ran on the last day of an enrollment is what is said of its duties, and not that they are closed: whoever
-- comes first derives them anew, a reader or the hourly service.
update obligation set changes_on = '2000-01-01'
  where state = 'closed' and (explanation #> '{flags,exemption}' <> 'null' or explanation #> '{flags,pause}' <> 'null');

-- Somebody who is taken off a conference that people were invited to stays known to it: their mails are its own.
alter table attendee add column taken_off_at timestamptz;

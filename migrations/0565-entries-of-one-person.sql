-- Each person's calendar entries are numbered by themselves, from the last one that was written to them.
alter table conference drop column calendar_sequence;

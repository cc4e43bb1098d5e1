-- Which of the laws' texts went with what was sent or printed, in which version: "hiv-27f/2". What was spoken is followed by its statement.
alter table disclosure add column texts text[] not null default '{}';

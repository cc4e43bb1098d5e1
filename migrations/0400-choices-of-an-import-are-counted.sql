-- What is chosen for an import is kept while it is made. Counted, so that whoever asks for the preview has seen what somebody else chose meanwhile.
alter table import_run add column choices_revision integer not null default 0;

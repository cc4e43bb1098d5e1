-- The preview of an import says how many seats will wait for a second person. Who has a way in stands on the staff page already.
grant execute on function auth.has_way_in(uuid) to roundtable_app;

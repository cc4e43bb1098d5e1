-- A copy outside of which the attempt was corrected or withdrawn afterwards, or the review declared void: that it was put right over there ends
-- the filing, and says who saw to it and when.
alter table filing drop constraint filing_superseded_why_check,
  add constraint filing_superseded_why_check check (superseded_why in ('recorded-in-error', 'put-right-there'));

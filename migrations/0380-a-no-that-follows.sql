-- Whoever the client said no to, by a refusal, is meant wherever they work: named beside an organization, they were told again once they had
-- moved to one that another paper names. A paper that names them as never to be told had meant that already.
update consent_party p set organization_id = null
  where p.provider_id is not null and p.organization_id is not null and p.side = 'recipient'
    and exists (select from consent c where c.agency_id = p.agency_id and c.consent_id = p.consent_id and c.is_refusal);

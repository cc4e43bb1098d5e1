-- What sort of body a partner is (REQ-035, REQ-139): null until somebody says. The first list of a Health Home consent (DOH-5055) names
-- agencies, and neither people nor bodies of housing, social services and justice: these come on an added page, with the client's initials.
alter table organization add column kind code check (kind in ('health-care', 'behavioral-health', 'care-management', 'plan',
  'social-service', 'housing', 'justice', 'legal-aid', 'school', 'other'));

create function auth.guard_first_list() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
  begin
    if auth.agency() is not null and new.side <> 'excluded' and exists (select from consent c
        where c.agency_id = new.agency_id and c.consent_id = new.consent_id and c.form = 'DOH-5055' and not c.is_refusal
          and (c.recorded_at = new.recorded_at or new.initials = ''))
      and not exists (select from organization o
        where new.kind = 'organization' and o.agency_id = new.agency_id and o.organization_id = new.organization_id
          and (o.kind is null or o.kind not in ('housing', 'social-service', 'justice'))) then
      raise exception 'not on the first list of this form' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
revoke all on function auth.guard_first_list() from public;
create trigger first_list before insert on consent_party for each row execute function auth.guard_first_list();

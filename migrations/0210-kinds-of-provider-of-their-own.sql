-- Kinds of provider that an agency adds to those that every agency has (REQ-082). Each belongs under one of them: what a consent or a
-- rule says of that one holds for it too. The code is what the rules of a program write down; it is made of the name and never changes.
create table provider_kind (
  agency_id uuid not null references agency,
  kind_id uuid not null,
  code code not null check (code ~ '^own-.'),
  name name_text not null,
  provider_class code not null check (provider_class in ('medical', 'behavioral', 'social', 'benefits', 'housing', 'legal', 'other')),
  retired_at timestamptz,
  created_at timestamptz not null,
  primary key (agency_id, kind_id),
  unique (agency_id, code)
);
call auth.protect_agency_rows('provider_kind');
grant select, insert, delete on provider_kind to roundtable_app, roundtable_worker;
grant update (retired_at) on provider_kind to roundtable_app, roundtable_worker;

alter table provider_version add column provider_kind code,
  add foreign key (agency_id, provider_kind) references provider_kind (agency_id, code);
create index on provider_version (agency_id, provider_kind) where provider_kind is not null;

-- Of which kind of the agency's own a provider was on that day stands beside the kind that every agency has, for the clock and for billing.
do $$
declare
  named regprocedure;
  facts text;
  before constant text := '''servesClient'', s.is_key is not null,';
  kind constant text := $kind$'providerKind', (select pv.provider_kind from provider_version pv
            where pv.agency_id = r.agency_id and pv.provider_id = a.provider_id
              and pv.valid_from <= h.held_on and (pv.valid_to is null or pv.valid_to >= h.held_on)
              and pv.recorded_at <= h.known_at and (pv.superseded_at is null or pv.superseded_at > h.known_at)
            order by pv.valid_from desc limit 1),
          $kind$;
begin
  foreach named in array array['auth.clock_reviews(uuid[], timestamptz)'::regprocedure, 'auth.billing_facts(uuid[], timestamptz)'::regprocedure] loop
    facts := pg_get_functiondef(named);
    if position(before in facts) = 0 then raise exception 'the facts of a review read otherwise'; end if;
    execute replace(facts, before, kind || before);
  end loop;
end $$;

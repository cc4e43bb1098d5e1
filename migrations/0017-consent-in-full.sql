-- A consent in full: on which form, who may tell, who may be told, until when or until what, who signed how, and what became of it.
alter table consent add unique (agency_id, consent_id, client_id);
alter table consent
  -- The form as code; 'not-noted' where it was recorded before forms were.
  add column form code not null default 'not-noted',
  add column purposes text[] not null default '{}',
  -- Without a last day it ends with an event, or not before the client revokes it.
  add column ends_with code check (ends_with in ('end-of-treatment', 'end-of-enrollment', 'end-of-case')),
  add column ended_on date,
  add column ended_by uuid,
  -- This agency among those who may tell, and among those who may be told.
  add column we_disclose boolean not null default true,
  add column we_receive boolean not null default false,
  -- The listed parties may also tell each other.
  add column is_mutual boolean not null default false,
  -- The client was asked and said no: it wins over every consent that it overlaps.
  add column is_refusal boolean not null default false,
  add column signature code not null default 'paper' check (signature in ('paper', 'drawn', 'typed', 'verbal', 'none')),
  add column signer code not null default 'client'
    check (signer in ('client', 'guardian', 'health-care-agent', 'parent', 'minor')),
  add column signer_name name_text not null default '',
  add column witness name_text not null default '',
  add column interpreter name_text not null default '',
  add column language name_text not null default 'English',
  add column copy_given_on date,
  -- Grows with each addendum, so that a disclosure can say under which wording it was made.
  add column version integer not null default 1,
  add column revoked_how code check (revoked_how in ('written', 'oral')),
  -- The day that the client named; it ends at revoked_at all the same.
  add column revoked_said_on date,
  add column revoked_signer code,
  add column superseded_at timestamptz,
  add column superseded_by uuid,
  -- Recorded in error (of another client, say): it never held.
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid,
  add column withdrawn_reason code check (withdrawn_reason in ('wrong-client', 'wrong-recipient', 'entered-twice', 'other')),
  add check (ends_with is null or valid_until is null),
  add check (num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_reason) in (0, 3)),
  add check (num_nonnulls(superseded_at, superseded_by) in (0, 2)),
  add check (num_nonnulls(ended_on, ended_by) in (0, 2)),
  add foreign key (agency_id, superseded_by) references consent;

-- Whom it names, on which side. Whoever is added later is initialled by the client, with a date.
create table consent_party (
  agency_id uuid not null,
  party_id uuid not null,
  consent_id uuid not null,
  client_id uuid not null,
  side code not null check (side in ('discloser', 'recipient', 'excluded')),
  kind code not null check (kind in ('person', 'organization', 'role-class', 'treating-providers')),
  provider_id uuid,
  support_id uuid,
  -- Of a provider, the organization that the form names beside them: who changes it loses the consent.
  organization_id uuid,
  provider_class code,
  since date not null,
  initials name_text not null default '',
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  check (case kind
    when 'person' then num_nonnulls(provider_id, support_id) = 1 and provider_class is null
    when 'organization' then num_nonnulls(provider_id, support_id, provider_class) = 0 and organization_id is not null
    when 'role-class' then num_nonnulls(provider_id, support_id) = 0 and num_nonnulls(provider_class, organization_id) = 2
    else num_nonnulls(provider_id, support_id, organization_id, provider_class) = 0 end),
  primary key (agency_id, party_id),
  foreign key (agency_id, consent_id, client_id) references consent (agency_id, consent_id, client_id),
  foreign key (agency_id, provider_id) references provider,
  foreign key (agency_id, support_id) references support,
  foreign key (agency_id, organization_id) references organization,
  foreign key (agency_id, recorded_by) references staff (agency_id, staff_id)
);
create index on consent_party (agency_id, consent_id);
create index on consent_party (agency_id, client_id);

insert into consent_party (agency_id, party_id, consent_id, client_id, side, kind, provider_id, support_id, organization_id, since,
    recorded_at, recorded_by)
  select c.agency_id, gen_random_uuid(), c.consent_id, c.client_id, 'recipient',
    case when c.organization_id is null then 'person' else 'organization' end, c.provider_id, c.support_id,
    -- A provider is named with the organization that they were with when it was signed.
    coalesce(c.organization_id, (select v.organization_id from provider_version v
      where v.agency_id = c.agency_id and v.provider_id = c.provider_id and v.superseded_at is null
      order by (v.valid_from <= c.signed_on and (v.valid_to is null or v.valid_to >= c.signed_on)) desc, v.valid_from limit 1)),
    least(c.signed_on, c.valid_from), c.recorded_at, c.recorded_by
  from consent c;
update consent set purposes = array[purpose::text];
alter table consent
  drop column provider_id, drop column support_id, drop column organization_id, drop column purpose,
  alter column purposes drop default,
  add check (cardinality(purposes) > 0),
  add check (cardinality(classes) > 0);
create index on consent (agency_id, valid_until) where revoked_at is null and withdrawn_at is null and superseded_at is null;

-- What it says in words: what exactly, what not, why it was refused or ended, what shows the signer's authority.
create table consent_words (
  agency_id uuid not null,
  consent_id uuid not null,
  client_id uuid not null,
  kind code not null check (kind in ('scope', 'exclusions', 'refusal', 'revocation', 'authority', 'withdrawal')),
  class code not null,
  body bytea not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (agency_id, consent_id, kind),
  foreign key (agency_id, consent_id, client_id) references consent (agency_id, consent_id, client_id),
  foreign key (agency_id, written_by) references staff (agency_id, staff_id)
);

-- The signature that was drawn or typed.
create table consent_paper (
  agency_id uuid not null,
  paper_id uuid not null,
  consent_id uuid not null,
  client_id uuid not null,
  kind code not null check (kind = 'signature'),
  media_type code not null check (media_type in ('image/png', 'text/plain')),
  class code not null,
  body bytea not null,
  byte_count integer not null,
  content_hash code not null,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (agency_id, paper_id),
  foreign key (agency_id, consent_id, client_id) references consent (agency_id, consent_id, client_id),
  foreign key (agency_id, added_by) references staff (agency_id, staff_id)
);
create index on consent_paper (agency_id, consent_id);

-- Who has to hear that the client withdrew (DOH-5055 lists them), and when they did.
create table revocation_notice (
  agency_id uuid not null,
  notice_id uuid not null,
  consent_id uuid not null,
  client_id uuid not null,
  party_id uuid not null,
  told_at timestamptz,
  told_by uuid,
  told_how code check (told_how in ('mail', 'telephone', 'in-person', 'fax')),
  check (num_nonnulls(told_at, told_by, told_how) in (0, 3)),
  primary key (agency_id, notice_id),
  unique (agency_id, party_id),
  foreign key (agency_id, consent_id, client_id) references consent (agency_id, consent_id, client_id),
  foreign key (agency_id, party_id) references consent_party
);
create index on revocation_notice (agency_id, consent_id);

call auth.protect_content('consent_party', false);
call auth.require_author('consent_party', 'recorded_by');
call auth.protect_content('consent_words', true, 'written_by');
call auth.require_author('consent_words', 'written_by');
create trigger class_new_words before insert on consent_words for each row execute function auth.class_new_words();
call auth.protect_content('consent_paper', true, 'added_by');
call auth.require_author('consent_paper', 'added_by');
create trigger class_new_words before insert on consent_paper for each row execute function auth.class_new_words();
call auth.protect_content('revocation_notice', false);

-- What was signed stays as it was signed; what ended it stays too, for the one who recorded it and at the moment of the door.
grant select, insert on consent_party, consent_words, consent_paper, revocation_notice to roundtable_app, roundtable_worker;
grant update (told_at, told_by, told_how) on revocation_notice to roundtable_app, roundtable_worker;
grant update (revoked_how, revoked_said_on, revoked_signer, ended_on, ended_by, superseded_at, superseded_by, withdrawn_at, withdrawn_by,
  withdrawn_reason, copy_given_on, version) on consent to roundtable_app, roundtable_worker;

create function auth.keep_ended() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
  as $$
  begin
    if old.revoked_at is not null and (new.revoked_at, new.revoked_by) is distinct from (old.revoked_at, old.revoked_by)
      or old.superseded_at is not null and (new.superseded_at, new.superseded_by) is distinct from (old.superseded_at, old.superseded_by)
      or old.withdrawn_at is not null and (new.withdrawn_at, new.withdrawn_by) is distinct from (old.withdrawn_at, old.withdrawn_by)
      or old.ended_on is not null and new.ended_on is distinct from old.ended_on then
      raise exception 'a consent that ended does not come back' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
create trigger ended_stays before update on consent for each row execute function auth.keep_ended();

-- Whoever ends, takes back or settles something later says so in their own name, in the columns that are named.
create function auth.in_own_name() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
  as $$
  declare named text;
  begin
    if auth.agency() is null then return new; end if;
    foreach named in array tg_argv loop
      if to_jsonb(new) ->> named is distinct from to_jsonb(old) ->> named
        and to_jsonb(new) ->> named is distinct from auth.actor()::text then
        raise exception 'nobody does this in another''s name' using errcode = 'insufficient_privilege';
      end if;
    end loop;
    return new;
  end $$;
create trigger in_own_name before update on consent
  for each row execute function auth.in_own_name('revoked_by', 'ended_by', 'withdrawn_by');
create trigger in_own_name before update on revocation_notice for each row execute function auth.in_own_name('told_by');

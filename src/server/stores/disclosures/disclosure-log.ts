import { sql } from 'kysely';
import { clientName } from '#domain/client-name.ts';
import type { AccountingRule } from '#domain/consent/accounting.ts';
import { restrictedClasses, sensitivityClasses, type SensitivityClass } from '#domain/people.ts';
import { relationshipWords, type Relationship } from '#domain/relationships.ts';
import type { Visit } from '#server/platform/shell.ts';
import { readsWholeCase } from '#server/stores/conferences/client-reviews.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

export type LoggedDisclosure = {
  disclosureId: string;
  at: Temporal.Instant;
  /** Of what was told in a contact perhaps only the day is known. */
  hasNoHour: boolean;
  /** The recipient as the directory knew them on that day; null for somebody whom the asker does not see. */
  name: string | null;
  isTheClient: boolean;
  title: string;
  agency: string;
  address: string;
  classes: SensitivityClass[];
  description: string;
  purpose: string;
  channel: string;
  basis: string;
  /** The keys of the texts that went with it. */
  texts: string[];
  consent: { form: string; version: number; signedOn: Temporal.PlainDate } | null;
  incidentOutcome: string | null;
  /** Of a report that the agency owes, to whom. */
  reportTo: string | null;
  statement: {
    state: string;
    dueOn: Temporal.PlainDate;
    givenOn: Temporal.PlainDate | null;
    texts: string[];
  } | null;
  byName: string | null;
};

type Row = Omit<LoggedDisclosure, 'name' | 'classes' | 'statement' | 'consent'> & {
  consentForm: string | null;
  consentVersion: number | null;
  consentSignedOn: Temporal.PlainDate | null;
  personName: string | null;
  relationship: Relationship | null;
  givenName: string | null;
  familyName: string | null;
  preferredName: string | null;
  classes: string[];
  statementState: string | null;
  statementDueOn: Temporal.PlainDate | null;
  statementGivenOn: Temporal.PlainDate | null;
  statementTexts: string[] | null;
};

export type LogKey = { at: string; id: string };
type Page = { clientId: string; rule: AccountingRule; after: LogKey | null; limit: number };

/**
 * Whoever was there from outside heard something in every meeting, so that a missing line would tell of what was heard: of what was said
 * in a meeting the lines are told by who reads. To have been there is not enough: which lines there are hangs on what the client signed.
 */
const isHearingShown = sql<boolean>`(d.review_id is null or exists (
  select from client_review r join client p on p.agency_id = r.agency_id and p.client_id = r.client_id
  where r.agency_id = d.agency_id and r.review_id = d.review_id and ${readsWholeCase}))`;

/** The log about one client, the latest first, of what row security shows the asker. Who somebody was is read as of that day. */
export async function disclosuresOf(
  { tx, agencyId }: Scope,
  { clientId, rule, after, limit }: Page,
): Promise<LoggedDisclosure[]> {
  const { rows } = await sql<Row>`
    select d.disclosure_id as "disclosureId", d.disclosed_at as at,
      d.has_no_hour as "hasNoHour", d.to_client as "isTheClient",
      coalesce(p.full_name, s.full_name) as "personName", coalesce(p.title, '') as title, s.relationship,
      c.legal_given as "givenName", c.legal_family as "familyName", c.preferred_name as "preferredName",
      coalesce(o.name, '') as agency, coalesce(p.email, s.email, '') as address, d.classes, d.description, d.purpose, d.channel,
      d.basis, d.texts, k.form as "consentForm", coalesce(d.consent_version, k.version) as "consentVersion", k.signed_on as "consentSignedOn", i.outcome as "incidentOutcome", d.report_to as "reportTo",
      w.state as "statementState", w.due_on as "statementDueOn", w.given_on as "statementGivenOn", w.texts as "statementTexts",
      f.full_name as "byName"
    from disclosure d
      left join lateral (select v.full_name, v.title, v.email from provider_version v
        where v.agency_id = d.agency_id and v.provider_id = d.provider_id
        order by (v.recorded_at <= d.disclosed_at and (v.superseded_at is null or v.superseded_at > d.disclosed_at)) desc,
          (v.superseded_at is null) desc, v.valid_from desc limit 1) p on true
      left join support s on s.agency_id = d.agency_id and s.support_id = d.support_id
      left join client c on c.agency_id = d.agency_id and c.client_id = d.recipient_client_id
      left join organization o on o.agency_id = d.agency_id and o.organization_id = d.organization_id
      left join consent k on k.agency_id = d.agency_id and k.consent_id = d.consent_id
      left join privacy_incident i on i.agency_id = d.agency_id and i.incident_id = d.incident_id
      left join owed_statement w on w.agency_id = d.agency_id and w.statement_id = d.statement_id
      left join lateral (select v.full_name from staff_version v
        where v.agency_id = d.agency_id and v.staff_id = d.disclosed_by
        order by (v.superseded_at is null) desc, v.valid_from desc limit 1) f on true
    where d.agency_id = ${agencyId} and d.client_id = ${clientId}
      and ${isHearingShown}
      and d.basis = any(${[...rule.bases]}::text[])
      and (${rule.classes === null} or d.classes && ${[...(rule.classes ?? [])]}::text[])
      and (${rule.since}::date is null or d.disclosed_at >= ${rule.since}::date::timestamp at time zone
        (select g.time_zone from agency g where g.agency_id = ${agencyId}))
      and (${after?.at ?? null}::timestamptz is null or (d.disclosed_at, d.disclosure_id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by d.disclosed_at desc, d.disclosure_id desc limit ${limit}`.execute(tx);
  return rows.map(logged);
}

function logged({
  personName,
  relationship,
  title,
  givenName,
  familyName,
  preferredName,
  classes,
  statementState,
  statementDueOn,
  statementGivenOn,
  statementTexts,
  consentForm,
  consentVersion,
  consentSignedOn,
  ...row
}: Row): LoggedDisclosure {
  const another =
    givenName === null || familyName === null
      ? null
      : clientName({
          legalGiven: givenName,
          legalFamily: familyName,
          preferredName: preferredName ?? '',
        });
  return {
    ...row,
    name: personName ?? another,
    title: relationship === null ? title : relationshipWords[relationship],
    consent:
      consentForm === null || consentSignedOn === null
        ? null
        : { form: consentForm, version: consentVersion ?? 1, signedOn: consentSignedOn },
    // Restricted ones first: they are what the reader looks for.
    classes: [...restrictedClasses, ...sensitivityClasses].filter(
      (each, index, all) => classes.includes(each) && all.indexOf(each) === index,
    ),
    statement:
      statementState === null || statementDueOn === null
        ? null
        : {
            state: statementState,
            dueOn: statementDueOn,
            givenOn: statementGivenOn,
            texts: statementTexts ?? [],
          },
  };
}

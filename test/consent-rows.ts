import type { History } from './consent-histories.ts';

type Kind = 'client' | 'provider' | 'support' | 'organization' | 'row';
const kinds: readonly Kind[] = ['client', 'provider', 'support', 'organization', 'row'];

/** Ids that can be made again: of which kind, in which history, the how manieth. */
export const idOf = (kind: Kind, history: number, place: number) =>
  `019a0000-0000-7000-800${kinds.indexOf(kind)}-${(history * 1000 + place).toString(16).padStart(12, '0')}`;

/** So many at a time. */
export const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
    all.slice(n * size, (n + 1) * size),
  );

/** Histories in an organization of their own: its classes of people are theirs, and the lists of these stay short. */
const together = 500;
export const organizationIn = (history: number, place: number) =>
  idOf('organization', Math.floor(history / together), place);

const dayAfter = (from: string, days: number | null) =>
  days === null ? null : Temporal.PlainDate.from(from).add({ days }).toString();

const long = '1900-01-01';
export type Here = { agencyId: string; staffId: string };
type Row = Record<string, unknown>;

export function rowsOf(history: History, h: number, { agencyId, staffId }: Here) {
  let next = 0;
  const rowId = () => idOf('row', h, next++);
  const agency_id = agencyId;
  const recorded = { recorded_at: '2020-01-01T00:00:00Z', superseded_at: null };
  const organization = (place: number) => organizationIn(h, place);
  const versions = history.careers.flatMap((career, n) => {
    const { first, second, changesOn, wrong } = career;
    const of = (job: typeof first, change: Row): Row => ({
      agency_id,
      provider_id: idOf('provider', h, n),
      version_id: rowId(),
      full_name: 'Dr',
      title: '',
      email: '',
      phone: '',
      ...recorded,
      provider_class: job.providerClass,
      organization_id: organization(job.organization),
      valid_from: long,
      valid_to: null,
      ...change,
    });
    const after = changesOn && Temporal.PlainDate.from(changesOn).add({ days: 1 }).toString();
    return [
      of(first, { valid_to: changesOn }),
      ...(second && after ? [of(second, { valid_from: after })] : []),
      ...(wrong ? [of(wrong, { superseded_at: '2020-02-01T00:00:00Z' })] : []),
    ];
  });
  const team = history.onTeam.map((each) => ({ ...each, id: rowId() }));
  const consents = history.consents.map((each) => ({ ...each, id: rowId() }));
  return {
    provider: history.careers.map((_, n) => ({
      agency_id,
      provider_id: idOf('provider', h, n),
      created_at: recorded.recorded_at,
    })),
    provider_version: versions,
    care_team_member: team.map(({ id, client, provider }) => ({
      agency_id,
      care_team_member_id: id,
      client_id: idOf('client', h, client),
      staff_id: null,
      support_id: null,
      provider_id: idOf('provider', h, provider),
    })),
    care_team_member_version: team.map(({ id, from, lastsDays, isSuperseded }) => ({
      agency_id,
      care_team_member_id: id,
      version_id: rowId(),
      valid_from: from,
      valid_to: dayAfter(from, lastsDays),
      is_case_manager: false,
      is_key_provider: false,
      serves_as_id: id,
      recorded_at: recorded.recorded_at,
      superseded_at: isSuperseded ? '2020-02-01T00:00:00Z' : null,
    })),
    consent: consents.map((c) => {
      return {
        agency_id,
        consent_id: c.id,
        client_id: idOf('client', h, c.client),
        form: 'agency-release',
        purposes: c.purposes,
        classes: c.classes,
        version: 1,
        valid_from: c.validFrom,
        signed_on: c.signedOn,
        recorded_at: c.recordedAt,
        valid_until: dayAfter(c.validFrom, c.lastsDays),
        ended_on: c.endedOn,
        ended_by: c.endedOn && staffId,
        recorded_by: staffId,
        we_disclose: c.weDisclose,
        we_receive: c.weReceive,
        is_mutual: c.isMutual,
        is_refusal: c.isRefusal,
        names_exclusions: false,
        signature: 'paper',
        signer: 'client',
        signer_name: '',
        witness: '',
        interpreter: '',
        language: 'English',
        revoked_at: c.revokedAt,
        revoked_by: c.revokedAt && staffId,
        superseded_at: c.supersededAt,
        superseded_by: c.supersededAt && c.id,
        withdrawn_at: c.withdrawnAt,
        withdrawn_by: c.withdrawnAt && staffId,
        withdrawn_reason: c.withdrawnAt && 'other',
      };
    }),
    consent_party: consents.flatMap(({ id, client, parties }) =>
      parties.map(({ side, spec, since, recordedAt }) => ({
        agency_id,
        party_id: rowId(),
        consent_id: id,
        client_id: idOf('client', h, client),
        side,
        kind: spec.kind === 'support' ? 'person' : spec.kind,
        since,
        recorded_at: recordedAt,
        recorded_by: staffId,
        initials: '',
        provider_id: spec.kind === 'person' ? idOf('provider', h, spec.provider) : null,
        support_id: spec.kind === 'support' ? idOf('support', h, spec.support) : null,
        organization_id:
          'organization' in spec && spec.organization !== null
            ? organization(spec.organization)
            : null,
        provider_class: spec.kind === 'role-class' ? spec.providerClass : null,
      })),
    ),
  };
}

import { forgotten, type Walled } from '#test/walls/walled.ts';
import type { EnrolledWorld } from '#test/walls/enrollment-worlds.ts';

/** What may leave the agency: written by hand from the decisions 0001, 0018 and 0049. */
export function gatesOfSending(world: EnrolledWorld): Walled[] {
  const { agency, client, providerId, people } = world;
  const here = `'${agency.agencyId}'`;
  const her = `'${client.clientId}'`;
  const unseen = `update client set staff_ids = '{}', team_ids = '{}', program_ids = '{}' where client_id = ${her};`;
  const asBiller = `update staff_role set role = 'biller' where staff_id = '${people.bo.staffId}';`;

  const consents = ({ revoked = 'null' } = {}) => `
    insert into consent (agency_id, consent_id, client_id, classes, purposes, valid_from, signed_on, recorded_at, recorded_by, revoked_at, revoked_by)
      values (${here}, '00000000-0000-7000-8000-000000000001', ${her}, '{general}', '{case_conference}', '2020-01-01', '2020-01-01', '2020-01-01Z',
        '${people.ann.staffId}', ${revoked}, ${revoked === 'null' ? 'null' : `'${people.ann.staffId}'`});
    insert into consent_party (agency_id, party_id, consent_id, client_id, side, kind, provider_id, since, recorded_at, recorded_by)
      values (${here}, gen_random_uuid(), '00000000-0000-7000-8000-000000000001', ${her}, 'recipient', 'person', '${providerId}', '2020-01-01',
        '2020-01-01Z', '${people.ann.staffId}');`;
  const discloses = `select auth.may_disclose(null, '${providerId}', null, ${her}, '{general}', 'case_conference', auth.now(), auth.today()) as told`;
  const midnight = `update client set team_ids = '{}', program_ids = '{}', scope_changes_on = auth.agency_today(${here}) where client_id = ${her};`;
  const ofConsent: Walled = {
    name: 'auth.may_disclose(uuid, uuid, uuid, uuid, text[], text, timestamp with time zone, date)',
    asks: [
      { who: 'ann', words: discloses, answer: [] },
      { who: 'ann', words: discloses, before: consents(), answer: ['general'] },
      { who: 'bo', words: discloses, before: consents() + asBiller, answer: [] },
      { who: 'bo', words: discloses, before: consents() + unseen, answer: [] },
      { who: 'ann', words: discloses, before: consents() + midnight, answer: [] },
    ],
    breaks: forgotten(
      '(select auth.reads_content())',
      'c.staff_ids && array[(select auth.actor())]',
      'c.scope_changes_on > (select auth.today())',
      'c.team_ids && (select auth.teams())',
    ),
  };

  const file = '00000000-0000-7000-8000-000000000002';
  const another = '00000000-0000-7000-8000-000000000003';
  const taken = ({
    who = people.ann.staffId,
    reason = 'report',
    at = 'auth.now()',
    id = file,
  } = {}) =>
    `insert into taken_out (agency_id, export_id, staff_id, at, what, reason, report_to)
     values (${here}, '${id}', '${who}', ${at}, 'due-list', '${reason}', 'state');`;
  const mine = `select auth.record_reported('${file}', '[]', 'x') is not null as told`;
  const noReader = `update taken_out set report_to = null where export_id = '${file}'`;
  const ofReport: Walled = {
    name: 'auth.is_own_report(uuid)',
    asks: [
      { who: 'ann', words: mine, before: taken(), answer: true },
      { who: 'bo', words: mine, before: taken(), answer: '42501' },
      { who: 'ann', words: mine, before: taken({ reason: 'outreach' }), answer: '42501' },
      { who: 'ann', words: mine, before: taken() + noReader, answer: '42501' },
      {
        who: 'ann',
        words: mine,
        before: taken({ at: `auth.now() - interval '25 hours'` }),
        answer: '42501',
      },
      { who: 'ann', words: mine, before: taken({ id: another }), answer: '42501' },
    ],
    breaks: forgotten(
      't.export_id = taken',
      't.staff_id = (select auth.actor())',
      `t.reason = 'report'`,
      't.report_to is not null',
      `t.at > auth.now() - interval '24 hours'`,
    ),
  };

  const disclosing = (change: Record<string, string> = {}) => {
    const row = {
      agency_id: here,
      disclosure_id: `'${file}'`,
      client_id: her,
      provider_id: `'${providerId}'`,
      classes: `'{general}'`,
      description: `'x'`,
      purpose: `'case_conference'`,
      channel: `'email'`,
      basis: `'consent'`,
      disclosed_at: 'auth.now()',
      disclosed_by: 'auth.actor()',
      ...change,
    };
    return `insert into disclosure (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')}) returning true as told`;
  };
  const emergency = ({
    who = people.ann.staffId,
    recorded = 'auth.now()',
    toldAt = 'auth.now()',
    id = file,
  } = {}) =>
    `insert into emergency_disclosure (agency_id, emergency_id, client_id, enrollment_id, provider_id, classes, reason, channel, told_at, class, body,
       recorded_by, recorded_at)
     values (${here}, '${id}', ${her}, '${client.enrollmentId}', '${providerId}', '{general}', 'danger-to-life', 'telephone', ${toldAt}, 'general',
       '', '${who}', ${recorded});`;
  const spoken = { basis: `'emergency'`, channel: `'telephone'` };
  const asFile = {
    basis: `'report'`,
    channel: `'export'`,
    provider_id: 'null',
    export_id: `'${file}'`,
    report_to: `'state'`,
  };
  const refused = '42501';
  const ofGate: Walled = {
    name: 'auth.gate_disclosure()',
    asks: [
      { who: 'ann', words: disclosing(), answer: refused },
      { who: 'ann', words: disclosing(), before: consents(), answer: true },
      {
        who: 'ann',
        words: disclosing({ basis: `'incident'` }),
        before: consents(),
        answer: refused,
      },
      {
        who: 'ann',
        words: disclosing(),
        before: consents({ revoked: 'auth.now()' }),
        answer: refused,
      },
      { who: 'ann', words: disclosing(spoken), answer: refused },
      { who: 'ann', words: disclosing(spoken), before: emergency(), answer: true },
      {
        who: 'ann',
        words: disclosing(spoken),
        before: emergency({ who: people.bo.staffId }),
        answer: refused,
      },
      {
        who: 'ann',
        words: disclosing(spoken),
        before: emergency({ recorded: `auth.now() - interval '1 minute'` }),
        answer: refused,
      },
      {
        who: 'ann',
        words: disclosing(spoken),
        before: emergency({ toldAt: `auth.now() - interval '1 minute'` }),
        answer: refused,
      },
      {
        who: 'ann',
        words: disclosing(spoken),
        before: emergency({ id: another }),
        answer: refused,
      },
      {
        who: 'ann',
        words: disclosing({ ...spoken, classes: `'{general,hiv}'` }),
        before: emergency(),
        answer: refused,
      },
      {
        who: 'ann',
        words: disclosing({ ...spoken, provider_id: 'null' }),
        before: emergency(),
        answer: refused,
      },
      { who: 'ann', words: disclosing(), before: emergency(), answer: refused },
      { who: 'ann', words: disclosing(asFile), before: taken(), answer: true },
      {
        who: 'ann',
        words: disclosing(asFile),
        before: taken({ who: people.bo.staffId }),
        answer: refused,
      },
      {
        who: 'ann',
        words: disclosing({ ...asFile, provider_id: `'${providerId}'` }),
        before: taken(),
        answer: refused,
      },
      {
        who: 'ann',
        words: disclosing({ ...asFile, channel: `'email'` }),
        before: taken(),
        answer: refused,
      },
    ],
    breaks: forgotten(
      'e.emergency_id = new.disclosure_id',
      'e.recorded_by = auth.actor()',
      'e.recorded_at = auth.now()',
      'e.told_at = new.disclosed_at',
      'e.provider_id is not distinct from new.provider_id',
      'new.classes <@ e.classes',
      `new.channel = 'export'`,
      'num_nonnulls(new.provider_id, new.support_id, new.organization_id) = 0',
      'auth.is_own_report(new.export_id)',
    ).concat([
      [`new.basis = 'emergency' and`, ''],
      [`new.basis not in ('consent', 'own-record') or`, ''],
      ['raise exception', 'raise notice'],
      [
        'new.classes, new.purpose, auth.now(), auth.today())',
        `new.classes, new.purpose, '2026-01-01', auth.today())`,
      ],
    ]),
  };
  return [ofConsent, ofReport, ofGate];
}

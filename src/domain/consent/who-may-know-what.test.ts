import { expect, test } from 'vitest';
import type { Consent } from './consent.ts';
import { overlapping } from './parties-meet.ts';
import { forOrganization, forPerson, party, sampleConsent } from './sample-consent.ts';
import { whoMayKnowWhat } from './who-may-know-what.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const moment = { at: Temporal.Instant.from('2026-05-04T14:00:00Z'), on: day('2026-05-04') };
const provider = { kind: 'provider', id: 'provider-1' } as const;
const clinic = forOrganization('clinic-1');
const lee = forPerson(provider, 'clinic-1');
const paper = (id: string, change: Partial<Consent> = {}) =>
  sampleConsent({ id, recipients: [lee], ...change });
const seen = (consents: Consent[]) =>
  whoMayKnowWhat({ consents, classes: ['general', 'hiv'], moment }).map(({ cells }) =>
    cells.map(({ cell }) =>
      cell.state === 'until'
        ? cell.spans.map(({ lastDay }) => lastDay?.toString() ?? 'open').join(' ')
        : cell.state,
    ),
  );

test('each whom a paper names stands once, with the longest of several for each kind (REQ-035)', () => {
  expect(
    seen([
      paper('one'),
      paper('two', { validUntil: day('2026-09-01') }),
      paper('hiv', { classes: ['hiv'], validUntil: null }),
      paper('ended', { validUntil: day('2026-05-03'), recipients: [clinic] }),
    ]),
  ).toEqual([['2026-09-01', 'open']]);
});

test('each purpose ends on a day of its own, however long another goes on (REQ-035)', () => {
  const [row] = whoMayKnowWhat({
    consents: [
      paper('meetings'),
      paper('benefits', { purposes: ['benefits'], validUntil: day('2027-01-31') }),
      paper('care', { purposes: ['care_coordination', 'benefits'], validUntil: day('2026-06-14') }),
    ],
    classes: ['general'],
    moment,
  });

  expect(row?.cells[0]?.cell).toEqual({
    state: 'until',
    spans: [
      { purposes: ['benefits'], lastDay: day('2027-01-31'), endsWith: null },
      {
        purposes: ['care_coordination', 'case_conference'],
        lastDay: day('2026-06-14'),
        endsWith: null,
      },
    ],
  });
});

test('of a paper that goes both ways, whoever may tell may be told too, and stands in the table (REQ-035)', () => {
  const both = { disclosers: [clinic], recipients: [lee], weReceive: true };

  expect(seen([paper('one-way', both)])).toHaveLength(1);
  expect(seen([paper('mutual', { ...both, isMutual: true })])).toEqual([
    ['2026-06-14', 'none'],
    ['2026-06-14', 'none'],
  ]);
});

test('what names the organization reaches its people, and a no wins over both (REQ-035)', () => {
  const ofClinic = paper('clinic', { recipients: [clinic], classes: ['general', 'hiv'] });
  const no = paper('no', { isRefusal: true, classes: ['hiv'], recipients: [clinic] });

  expect(seen([paper('one'), ofClinic])).toEqual([
    ['2026-06-14', '2026-06-14'],
    ['2026-06-14', '2026-06-14'],
  ]);
  expect(seen([paper('one'), ofClinic, no])).toEqual([
    ['2026-06-14', 'refused'],
    ['2026-06-14', 'refused'],
  ]);
  expect(seen([ofClinic, paper('but', { classes: ['sud'], excluded: [clinic] })])).toEqual([
    ['2026-06-14', '2026-06-14'],
    ['2026-06-14', '2026-06-14'],
  ]);
});

test('papers overlap where they can reach one person with one kind, and while both run (REQ-035)', () => {
  const one = paper('one');
  const others = [
    paper('clinic', { recipients: [clinic] }),
    paper('treating', { recipients: [party({ kind: 'treating-providers', members: [] })] }),
    paper('other-kind', { classes: ['hiv'] }),
    paper('elsewhere', { recipients: [forOrganization('clinic-2')] }),
    paper('revoked', { revokedAt: moment.at }),
    paper('no', { isRefusal: true }),
    paper('other-client', { clientId: 'client-2' }),
  ];

  expect(overlapping(one, [one, ...others], moment).map(({ id }) => id)).toEqual(['clinic']);
});

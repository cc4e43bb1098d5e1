import { expect, test } from 'vitest';
import { dateFromList, flawOfHeldElsewhere } from './held-elsewhere.ts';
import { forOrganization, sampleConsent } from '#domain/consent/sample-consent.ts';
import { daysLate } from './late-entry.ts';
import type { RecordItem } from './record-item.ts';
import { sentenceOf } from './record-sentence.ts';
import { whatMayBeTold } from './what-may-be-told.ts';

const day = (iso: string) => Temporal.PlainDate.from(iso);
const moment = (iso: string) => Temporal.Instant.from(iso);
const zone = 'America/New_York';

test.each([
  ['with its time, 24 hours later', '2026-05-01T14:00:00Z', '2026-05-02T14:00:00Z', null],
  ['with its time, a second more', '2026-05-01T14:00:00Z', '2026-05-02T14:00:01Z', 1],
  ['by date alone, on the next day', null, '2026-05-03T03:59:00Z', null],
  ['by date alone, on the day after that', null, '2026-05-03T04:01:00Z', 2],
])(
  'an entry %s is late or not, in the days of the agency (REQ-105)',
  (_what, at, recorded, days) => {
    const entered = {
      on: day('2026-05-01'),
      at: at === null ? null : moment(at),
      recordedAt: moment(recorded),
    };

    expect(daysLate(entered, { timeZone: zone, lateEntryHours: 24 })).toBe(days);
  },
);

const common = {
  entryId: 'e',
  on: day('2026-05-01'),
  at: null,
  recordedAt: moment('2026-05-01T14:00:00Z'),
  by: 'Ana',
};
const mail = (state: string): RecordItem => ({
  ...common,
  kind: 'mail',
  change: 'invitation',
  recipient: 'Dr Lee',
  state,
});

test.each([
  ['sent', 'Invitation sent to Dr Lee.'],
  ['queued', 'Invitation to Dr Lee waits to be sent.'],
  ['held', 'Invitation to Dr Lee waits in the outbox.'],
  ['failed', 'Invitation to Dr Lee could not be sent.'],
  ['unknown', 'Invitation to Dr Lee: it is not known whether it was sent.'],
  ['cancelled', 'Invitation to Dr Lee was not sent.'],
])('a letter that is %s claims no more than that', (state, words) => {
  expect(sentenceOf(mail(state), 'client').text).toBe(words);
});

test.each([
  ['2026-03-31', '2026-03-31'],
  ['3/31/2026', '2026-03-31'],
  ['2026-02-29', null],
  ['13/1/2026', null],
  ['0/1/2026', null],
  ['31.3.2026', null],
  ['1026-03-31', null],
  ['', null],
])('a list’s “%s” is read as %s', (text, date) => {
  expect(dateFromList(text)?.toString() ?? null).toBe(date);
});

test.each([
  ['2026-05-05', 'This date has not come yet.'],
  ['2026-05-04', null],
  ['2026-01-15', null],
  ['2026-01-14', 'This is before the enrollment began, on Thu 15 Jan 2026.'],
])('held elsewhere on %s: %s', (heldOn, flaw) => {
  const span = { startedOn: day('2026-01-15'), endedOn: null };

  expect(flawOfHeldElsewhere(day(heldOn), span, day('2026-05-04'))).toBe(flaw);
});

test('held elsewhere after the enrollment ended is a mistake', () => {
  const span = { startedOn: day('2026-01-15'), endedOn: day('2026-03-01') };

  expect(flawOfHeldElsewhere(day('2026-03-02'), span, day('2026-05-04'))).toContain('ended');
});

const consent = sampleConsent({
  clientId: 'alma',
  recipients: [forOrganization('clinic')],
  purposes: ['care_coordination'],
  validUntil: null,
});
const question = {
  client: 'alma',
  recipient: { person: { kind: 'provider', id: 'lee' }, organizationId: 'clinic' },
  classes: [],
  at: moment('2026-05-04T14:00:00Z'),
  on: day('2026-05-04'),
} as const;

test('silence where everything may be told, words where not', () => {
  expect(whatMayBeTold(question, [consent])).toBe('');
  expect(whatMayBeTold({ ...question, classes: ['hiv'] }, [consent])).toBe(
    'The consent covers general information: say nothing of the rest.',
  );
  expect(whatMayBeTold(question, [])).toBe(
    'No consent: record what they told you, tell them nothing.',
  );
  expect(whatMayBeTold(question, [{ ...consent, validUntil: day('2026-05-03') }])).toBe(
    'The consent has ended: record what they told you, tell them nothing.',
  );
});

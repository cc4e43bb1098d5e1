import { expect, test } from 'vitest';
import { calendarInvitation, type CalendarInvitation } from './calendar-file.ts';

const meetingAt = (start: string, change: Partial<CalendarInvitation> = {}): string =>
  calendarInvitation({
    uid: 'meeting-1@roundtable.example.org',
    sequence: 0,
    method: 'REQUEST',
    start: Temporal.ZonedDateTime.from(start),
    minutes: 45,
    writtenAt: Temporal.Instant.from('2026-10-30T12:00:00Z'),
    organizer: { name: 'Sample Worker', address: 'worker@example.org' },
    attendee: { address: 'provider@example.net' },
    ...change,
  });

const unfolded = (file: string): string[] => file.replaceAll('\r\n ', '').split('\r\n');
const valueOf = (file: string, property: string): string =>
  unfolded(file).find((line) => line.startsWith(property)) ?? '';

/** Reads the start as a calendar does: local time, and the offset that the file's own rules give. */
const instantRead = (file: string): string => {
  const event = file.slice(file.indexOf('BEGIN:VEVENT'));
  const written = valueOf(event, 'DTSTART');
  const local = written.slice(written.indexOf(':') + 1);
  if (local.endsWith('Z')) return Temporal.Instant.from(local).toString();
  const rules = [
    ...file.matchAll(/BEGIN:(?:STANDARD|DAYLIGHT)\r\nDTSTART:(\w+)\r\n.*\r\nTZOFFSETTO:(\S+)/g),
  ]
    .map(([, from = '', offset = '']) => ({ from, offset }))
    .filter(({ from }) => from <= local)
    .toSorted((a, b) => a.from.localeCompare(b.from));
  return Temporal.Instant.from(`${local}${rules.at(-1)?.offset ?? ''}`).toString();
};

test.each([
  ['America/New_York', '2026-10-31T10:00', '14:00'],
  ['America/New_York', '2026-11-02T10:00', '15:00'],
  ['America/New_York', '2027-03-13T10:00', '15:00'],
  ['America/New_York', '2027-03-15T10:00', '14:00'],
  ['America/Chicago', '2026-10-31T10:00', '15:00'],
  ['America/Chicago', '2026-11-02T10:00', '16:00'],
  ['America/Phoenix', '2026-07-01T10:00', '17:00'],
  ['America/Phoenix', '2026-12-01T10:00', '17:00'],
  ['UTC', '2026-07-01T10:00', '10:00'],
  ['-05:00', '2026-07-01T10:00', '15:00'],
])('a calendar in %s shows %s at the right instant', (zone, local, utc) => {
  expect(instantRead(meetingAt(`${local}[${zone}]`))).toBe(`${local.slice(0, 10)}T${utc}:00Z`);
});

test.each(['2026-11-01T01:30-04:00', '2026-11-01T01:30-05:00'])(
  'in the hour that comes twice, %s stays itself',
  (start) => {
    const read = instantRead(meetingAt(`${start}[America/New_York]`));

    expect(read).toBe(Temporal.Instant.from(start).toString());
  },
);

test('the local time is written with its zone, not as UTC in disguise', () => {
  const file = meetingAt('2026-11-02T10:00[America/New_York]');

  expect(unfolded(file)).toContain('DTSTART;TZID=America/New_York:20261102T100000');
  expect(unfolded(file)).toContain('DTEND;TZID=America/New_York:20261102T104500');
  expect(unfolded(file)).toContain('DTSTAMP:20261030T120000Z');
});

test('an invitation names one attendee, who has not answered yet, and asks for no answer that nobody would read', () => {
  const lines = unfolded(meetingAt('2026-11-02T10:00[America/New_York]'));
  const attendees = lines.filter((line) => line.startsWith('ATTENDEE'));

  expect(attendees).toHaveLength(1);
  expect(attendees[0]).toContain('PARTSTAT=NEEDS-ACTION');
  expect(attendees[0]).not.toContain('RSVP=TRUE');
  expect(attendees[0]).toMatch(/mailto:provider@example\.net$/i);
  expect(lines).toContain('METHOD:REQUEST');
});

test('a cancellation keeps the UID and grows the SEQUENCE', () => {
  const start = '2026-11-02T10:00[America/New_York]';
  const first = meetingAt(start);
  const last = meetingAt(start, { method: 'CANCEL', sequence: 2 });

  expect(valueOf(last, 'UID')).toBe(valueOf(first, 'UID'));
  expect([valueOf(first, 'SEQUENCE'), valueOf(last, 'SEQUENCE')]).toEqual([
    'SEQUENCE:0',
    'SEQUENCE:2',
  ]);
  expect(unfolded(last)).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED']));
});

test('the title is "Meeting" and nothing tells what it is about (EP-04)', () => {
  const file = meetingAt('2026-11-02T10:00[America/New_York]', {
    joinUrl: 'https://roundtable.example.org/m/1',
  });
  const properties = unfolded(file.slice(file.indexOf('BEGIN:VEVENT')))
    .map((line) => line.split(/[:;]/)[0])
    .filter((name) => name !== '');

  expect(valueOf(file, 'SUMMARY')).toBe('SUMMARY:Meeting');
  expect(valueOf(file, 'DESCRIPTION')).toBe(
    'DESCRIPTION:Join: https://roundtable.example.org/m/1\\nYou will be asked to sign in.',
  );
  expect(properties).not.toContain('LOCATION');
});

test.each<Partial<CalendarInvitation>>([
  { uid: 'x\r\nATTENDEE:mailto:other@example.org' },
  { organizer: { name: 'Worker\nX-SECRET:1', address: 'worker@example.org' } },
  { organizer: { name: 'Worker', address: 'worker@example.org\r\nX:1' } },
  { attendee: { address: 'a@example.org,b@example.org' } },
  { attendee: { address: 'a@example.org\r\nATTENDEE:mailto:b@example.org' } },
  { joinUrl: 'https://example.org/\r\nSUMMARY:Secret' },
  { joinUrl: 'javascript:alert(1)' },
])('a value that would start a line of its own is refused: %j', (change) => {
  expect(() => meetingAt('2026-11-02T10:00[America/New_York]', change)).toThrow(
    /one line|plain mail|web address/,
  );
});

test('quotes and separators in a name stay inside the name', () => {
  const file = meetingAt('2026-11-02T10:00[America/New_York]', {
    organizer: { name: 'Sample "S"; Worker: MD, RN', address: 'worker@example.org' },
  });
  const written = valueOf(file, 'ORGANIZER');

  expect(written).toMatch(/^ORGANIZER;CN="[^"]*":mailto:worker@example\.org$/);
});

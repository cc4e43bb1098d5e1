import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';

export type CalendarInvitation = {
  /** Stays the same through every change and the cancellation, so that calendars find the entry. */
  uid: string;
  /** Grows with each entry to the same person. */
  sequence: number;
  method: 'REQUEST' | 'CANCEL';
  start: Temporal.ZonedDateTime;
  minutes: number;
  writtenAt: Temporal.Instant;
  organizer: { name: string; address: string };
  attendee: { address: string };
  joinUrl?: string;
};

// The tool writes some values as they come, so a line break would start a property of its own.
const oneLine = (value: string): string => {
  if (/\p{Cc}|[\u2028\u2029]/u.test(value)) throw new Error('A calendar value must be one line.');
  return value;
};

const mailbox = (value: string): string => {
  if (!/^[^\s@<>",:;]+@[^\s@<>",:;]+$/.test(value))
    throw new Error('A calendar takes one plain mail address per person.');
  return value;
};

const link = (value: string): string => {
  const { protocol } = new URL(oneLine(value));
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new Error('A link to a meeting is a web address.');
  return value;
};

const localTime = (moment: Temporal.PlainDateTime): string =>
  moment.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');

const offset = (nanoseconds: number): string => {
  const seconds = Math.abs(nanoseconds) / 1e9;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const digits = parts.map((part) => String(part).padStart(2, '0')).join('');
  return `${nanoseconds < 0 ? '-' : '+'}${digits.replace(/^(....)00$/, '$1')}`;
};

const observance = (change: Temporal.ZonedDateTime): string[] => {
  const before = change.subtract({ nanoseconds: 1 });
  const name = change.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD';
  const wall = change.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
  return [
    `BEGIN:${name}`,
    `DTSTART:${localTime(wall)}`,
    `TZOFFSETFROM:${offset(before.offsetNanoseconds)}`,
    `TZOFFSETTO:${offset(change.offsetNanoseconds)}`,
    `END:${name}`,
  ];
};

/** The zone's rules around the meeting: the change before it, and the next one after it. */
const zoneRules = (start: Temporal.ZonedDateTime): string => {
  const changes = [
    start.add({ nanoseconds: 1 }).getTimeZoneTransition('previous'),
    start.getTimeZoneTransition('next'),
  ].filter((change) => change !== null);
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${start.timeZoneId}`,
    ...changes.flatMap(observance),
    'END:VTIMEZONE',
  ].join('\r\n');
};

const isClear = (moment: Temporal.ZonedDateTime): boolean =>
  moment.toPlainDateTime().toZonedDateTime(moment.timeZoneId).equals(moment);

const keepsOneOffset = (moment: Temporal.ZonedDateTime): boolean =>
  moment.getTimeZoneTransition('previous') === null &&
  moment.getTimeZoneTransition('next') === null;

// An hour that comes twice in autumn has no clear local time, and a fixed offset has no rules.
const writable = (start: Temporal.ZonedDateTime, minutes: number): Temporal.ZonedDateTime =>
  !keepsOneOffset(start) && isClear(start) && isClear(start.add({ minutes }))
    ? start
    : start.withTimeZone('UTC');

/** A calendar entry that says when, where to click and nothing else (EP-04). */
export const calendarInvitation = (meeting: CalendarInvitation): string => {
  const start = writable(meeting.start.round('minute'), meeting.minutes);
  const zone = start.timeZoneId === 'UTC' ? null : start.timeZoneId;
  const cancelled = meeting.method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'Roundtable', product: 'Meetings', language: 'EN' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.timezone({ name: null, generator: () => zoneRules(start) });
  calendar.createEvent({
    id: oneLine(meeting.uid),
    sequence: meeting.sequence,
    stamp: meeting.writtenAt,
    start,
    end: start.add({ minutes: meeting.minutes }),
    timezone: zone,
    summary: 'Meeting',
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: {
      name: oneLine(meeting.organizer.name),
      email: mailbox(meeting.organizer.address),
    },
    attendees: [
      {
        email: mailbox(meeting.attendee.address),
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
        rsvp: false,
      },
    ],
    ...(meeting.joinUrl === undefined
      ? {}
      : {
          url: link(meeting.joinUrl),
          description: `Join: ${meeting.joinUrl}\nYou will be asked to sign in.`,
        }),
  });
  return calendar.toString();
};

/** Which of somebody’s entries of one meeting this is. */
export const sequenceIn = (entry: string): number =>
  Number(/^SEQUENCE:(\d+)/m.exec(entry)?.[1] ?? 0);

/** When the meeting of an entry begins, as whoever has it was told. */
export function startIn(entry: string): Temporal.Instant | null {
  const event = entry.slice(entry.indexOf('BEGIN:VEVENT'));
  const [, zone = 'UTC', wall] = /^DTSTART(?:;TZID=([^:]+))?:(\d{8}T\d{6})/m.exec(event) ?? [];
  if (wall === undefined) return null;
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant();
}

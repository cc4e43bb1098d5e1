import { describe, expect, test } from 'vitest';
import type { Consent } from '#domain/consent/consent.ts';
import type { Attendance, Entry } from './client-review.ts';
import type { EndedConference } from './conference.ts';
import { forPerson } from '#domain/consent/sample-consent.ts';
import {
  attendee,
  clock,
  clientOne,
  consent,
  doctor,
  ended,
  entry,
  sister,
} from './sample-conference.ts';
import { whatWasHeard } from './what-was-heard.ts';

/** Client one's review, 10:00 to 10:12, with these people in it and these lines. */
function meeting(
  attendance: readonly Attendance[],
  entries: readonly Entry[] = [],
): EndedConference {
  const conference = ended();
  return {
    ...conference,
    reviews: conference.reviews.map((each) =>
      each.id === 'review-1' && each.state === 'done'
        ? { ...each, attendance, entries: [...entries] }
        : { ...each, state: 'not-covered' as const },
    ),
  };
}

const there = (
  from = '10:00',
  until = '10:12',
  person: Attendance['person'] = doctor,
): Attendance => ({
  state: 'present',
  person,
  presentFrom: clock(from),
  presentUntil: clock(until),
});
const heard = (
  attendance: readonly Attendance[],
  consents: readonly Consent[],
  entries: readonly Entry[] = [],
) => whatWasHeard(meeting(attendance, entries), consents);
const agreed = consent('client-1');
const secret = (at: string): Entry => ({ ...entry('need'), class: 'hiv', at: clock(at) });

describe('what somebody from outside heard', () => {
  test('with consent it is told by consent, and nothing is uncovered (EP-08)', () => {
    const [only, ...more] = heard([there()], [agreed]);

    expect(more).toEqual([]);
    expect(only).toMatchObject({ uncovered: [], mayNotKnowOfClient: false, reviewId: 'review-1' });
    expect(only?.grant).toMatchObject({ classes: ['general'], papers: [{ consentId: agreed.id }] });
  });

  test('who sits there too tells it to whoever is in the room with them, and not to their own colleague (EP-08)', () => {
    const provider = (id: string) => ({ kind: 'provider' as const, id });
    const [counselor, nurse] = [provider('counselor'), provider('nurse')];
    const recovery = { organizationId: 'recovery', tells: 'sud' as const };
    const beside = (from: string, until: string) => {
      const held = meeting([
        there('10:00', '10:06'),
        there(from, until, counselor),
        there(from, until, nurse),
      ]);
      const attendees = [
        attendee(doctor),
        attendee(counselor, recovery),
        attendee(nurse, recovery),
      ];
      const consents = [doctor, counselor, nurse].map((person) =>
        consent('client-1', { id: person.id, recipients: [forPerson(person)] }),
      );
      return whatWasHeard({ ...held, attendees }, consents).map(({ person, uncovered }) => [
        person.id,
        uncovered,
      ]);
    };

    expect(beside('10:07', '10:12')[0]).toEqual([doctor.id, []]);
    expect(beside('10:05', '10:12')).toEqual([
      [doctor.id, ['sud']],
      ['counselor', []],
      ['nurse', []],
    ]);
  });

  test('so does a colleague of ours who works where that tells (EP-08)', () => {
    const jane = { kind: 'staff' as const, id: 'jane' };
    const beside = (from: string) => {
      const held = meeting([there('10:00', '10:06'), there(from, '10:12', jane)]);
      const attendees = [attendee(doctor), attendee(jane, { tells: 'sud' })];
      return whatWasHeard({ ...held, attendees }, [agreed]).map(({ uncovered }) => uncovered);
    };

    expect(beside('10:05')).toEqual([['sud']]);
    expect(beside('10:07')).toEqual([[]]);
  });

  test('without consent being there alone is an incident (C-30)', () => {
    expect(heard([there()], [])).toMatchObject([
      { grant: null, uncovered: ['general'], mayNotKnowOfClient: true },
    ]);
  });

  test('a consent that was recorded after they had come does not cover it (C-30)', () => {
    const late = { ...agreed, recordedAt: clock('10:05') };

    expect(heard([there('10:00')], [late])).toMatchObject([{ uncovered: ['general'] }]);
    expect(heard([there('10:05')], [late])).toMatchObject([{ uncovered: [] }]);
  });

  test('a consent that is taken back while they sit there ends what they may hear (T18)', () => {
    const revoked = { ...agreed, revokedAt: clock('10:05') };

    expect(heard([there('10:00', '10:04')], [revoked])).toMatchObject([{ uncovered: [] }]);
    expect(heard([there('10:00', '10:12')], [revoked])).toMatchObject([{ uncovered: ['general'] }]);
  });

  test.each([
    ['10:03', ['hiv']],
    ['10:09', []],
    // Written up afterwards: it was said by then, and perhaps to them.
    ['10:30', ['hiv']],
  ])(
    'a line of a class without consent, written at %s, of somebody who left at 10:05 (T20)',
    (at, uncovered) => {
      expect(heard([there('10:00', '10:05')], [agreed], [secret(at)])).toMatchObject([
        { uncovered, mayNotKnowOfClient: false },
      ]);
    },
  );

  test('what was said before they came they did not hear (T19)', () => {
    expect(heard([there('10:06')], [agreed], [secret('10:03')])).toMatchObject([{ uncovered: [] }]);
  });

  test('clients hear of themselves by right, family does not, staff are no outsiders, and the absent heard nothing', () => {
    const people: Attendance[] = [
      there('10:00', '10:12', clientOne),
      there('10:00', '10:12', sister),
      there('10:00', '10:12', { kind: 'staff', id: 'worker-1' }),
      { state: 'absent', person: doctor, reason: null },
    ];

    expect(heard(people, [agreed]).map(({ person, uncovered }) => [person, uncovered])).toEqual([
      [sister, ['general']],
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Consent } from '#domain/consent/consent.ts';
import { forPerson } from '#domain/consent/sample-consent.ts';
import type { PersonRef } from '#domain/people.ts';
import { invite, recordReply } from './invite.ts';
import { papersAsAsked } from './who-else-comes.ts';
import {
  attendee,
  clientOne,
  clock,
  consent,
  doctor,
  draft,
  moment,
  review,
  sister,
  valueOf,
  worker,
} from './sample-conference.ts';

const now = {
  at: Temporal.Instant.from('2026-06-01T12:00:00Z'),
  on: Temporal.PlainDate.from('2026-06-01'),
};
const june = (day: number) => Temporal.PlainDate.from({ year: 2026, month: 6, day });
const toDoctor = (sent: ReturnType<typeof invite>) =>
  valueOf(sent).invitations.find(({ attendee: { person } }) => person.id === doctor.id);

describe('inviting', () => {
  test('the list of invited people is made for each client, not for the meeting (REQ-054, EP-02)', () => {
    const sent = invite(draft(), now, [consent('client-2')]);

    expect(toDoctor(sent)).toMatchObject({
      to: 'outside',
      reviewIds: ['review-2'],
      grants: [
        { client: 'client-2', classes: ['general'], papers: [{ consentId: 'consent-client-2' }] },
      ],
    });
    expect(valueOf(sent).withheld).toEqual([
      { person: doctor, reviewId: 'review-1', clientId: 'client-1', because: 'no-consent' },
      { person: doctor, reviewId: 'review-3', clientId: 'client-3', because: 'no-consent' },
    ]);
  });

  test('an outside person who may know of no client is not invited at all (REQ-053, EP-02)', () => {
    const sent = invite(draft(), now, []);

    expect(toDoctor(sent)).toBeUndefined();
    expect(valueOf(sent).invitations.map(({ to }) => to)).toEqual(['staff', 'staff']);
    const inMeeting = valueOf(sent).conference.attendees.find((a) => a.person.id === doctor.id);
    expect(inMeeting?.invitedTo).toEqual([]);
  });

  test('a release that ends on 14 June blocks the invitation to 15 June (T17)', () => {
    const ending = (day: number) =>
      invite(draft(), now, [consent('client-1', { validUntil: june(day) })]);

    expect(toDoctor(ending(14))).toBeUndefined();
    expect(valueOf(ending(14)).withheld[0]?.because).toBe('ends-before');
    expect(toDoctor(ending(15))?.reviewIds).toEqual(['review-1']);
  });

  test('a consent that begins later allows no invitation today', () => {
    const later = consent('client-1', { validFrom: june(10) });

    expect(valueOf(invite(draft(), now, [later])).withheld[0]?.because).toBe(
      'consent-not-yet-valid',
    );
  });

  test('general consent is enough to join, unless the enrollment itself tells HIV (T16)', () => {
    const general = [consent('client-1')];
    const plain = draft({ reviews: [review(1)] });
    const telling = draft({ reviews: [review(1, { impliedClasses: ['general', 'hiv'] })] });

    expect(toDoctor(invite(plain, now, general))?.reviewIds).toEqual(['review-1']);
    expect(toDoctor(invite(telling, now, general))).toBeUndefined();
    expect(valueOf(invite(telling, now, general)).withheld[0]?.because).toBe('class-not-covered');
  });

  test('who else is asked tells too: beside somebody of a place that tells, others need a consent for it (EP-02, T16)', () => {
    const counselor: PersonRef = { kind: 'provider', id: 'counselor-1' };
    const telling = attendee(counselor, { organizationId: 'recovery', tells: 'sud' });
    const together = draft({
      reviews: [review(1), review(2)],
      attendees: [attendee(worker), attendee(doctor), { ...telling, wantedFor: ['review-1'] }],
    });
    const forCounselor = consent('client-1', {
      id: 'counselor',
      recipients: [forPerson(counselor)],
    });
    const sent = (change: Partial<Consent> = {}) =>
      valueOf(
        invite(together, now, [consent('client-1', change), consent('client-2'), forCounselor]),
      );

    expect(sent().invitations.map(({ reviewIds }) => reviewIds)).toEqual([
      ['review-1', 'review-2'],
      ['review-2'],
      ['review-1'],
    ]);
    expect(sent().withheld).toMatchObject([
      { person: doctor, reviewId: 'review-1', because: 'partly' },
    ]);
    // What the invitation itself tells is no more than before.
    const covered = sent({ classes: ['general', 'sud'] });
    expect(covered.withheld).toEqual([]);
    expect(
      covered.invitations.flatMap((each) => (each.to === 'outside' ? each.grants : [])),
    ).toMatchObject([{ classes: ['general'] }, { classes: ['general'] }, { classes: ['general'] }]);
  });

  test('a colleague tells as a provider does, for whom they are asked, and for everybody where for nobody in particular (EP-02, T16)', () => {
    const counselor: PersonRef = { kind: 'staff', id: 'jane' };
    const beside = (wantedFor: string[], consents: Consent[]) => {
      const jane = { ...attendee(counselor, { tells: 'sud' }), wantedFor };
      const attendees = [attendee(worker), attendee(doctor), jane];
      const sent = invite(draft({ reviews: [review(1), review(2)], attendees }), now, consents);
      return valueOf(sent).withheld.map(({ reviewId, because }) => [reviewId, because]);
    };
    const general = [consent('client-1'), consent('client-2')];
    const with1 = [consent('client-1', { classes: ['general', 'sud'] }), consent('client-2')];

    expect(beside(['review-1'], general)).toEqual([['review-1', 'partly']]);
    expect(beside(['review-1'], with1)).toEqual([]);
    expect(beside([], with1)).toEqual([['review-2', 'partly']]);
  });

  test('whoever may not know what a colleague tells asks nobody beside them, whatever was signed (EP-02, EP-15)', () => {
    const signed = [consent('client-1', { classes: ['general', 'hiv', 'sud'] })];
    const reviews = [review(1, { impliedClasses: ['general', 'hiv'] })];
    const asked = (known: readonly ('general' | 'sud')[]) =>
      papersAsAsked(signed, reviews, new Map([['client-1', known]])).map(({ classes }) => classes);

    expect(asked(['general'])).toEqual([['general', 'hiv']]);
    expect(asked(['general', 'sud'])).toEqual([['general', 'hiv', 'sud']]);
  });

  test('providers, family and clients are invited in advance and answer (REQ-055)', () => {
    const people = [worker, doctor, sister, clientOne].map((person) =>
      attendee(person, { wantedFor: ['review-1'] }),
    );
    const forSister = { id: 'sister', recipients: [forPerson(sister)] };
    const consents = [consent('client-1'), consent('client-1', forSister)];

    const { conference, invitations } = valueOf(
      invite(draft({ attendees: people }), now, consents),
    );

    expect(invitations.map((invitation) => invitation.attendee.person.kind)).toEqual([
      'staff',
      'provider',
      'support',
      'client',
    ]);
    for (const { person } of people) {
      const answered = valueOf(recordReply(conference, { person, reply: 'yes' }));
      expect(answered.attendees.filter(({ reply }) => reply === 'yes')).toHaveLength(1);
    }
  });

  test('family is asked only with a consent of its own (EP-03)', () => {
    const family = attendee(sister, { wantedFor: ['review-1'] });
    const planned = draft({ attendees: [attendee(worker), family] });
    const sent = invite(planned, now, [consent('client-1')]);

    expect(valueOf(sent).invitations.map(({ to }) => to)).toEqual(['staff']);
    expect(recordReply(valueOf(sent).conference, { person: sister, reply: 'yes' })).toEqual({
      allowed: false,
      refusal: 'not-invited',
    });
  });

  test('nothing is sent for a meeting that has begun, or to nobody', () => {
    const alone = draft({ attendees: [attendee(doctor)] });

    expect(invite(draft(), moment('10:01'), [])).toMatchObject({ refusal: 'starts-in-the-past' });
    expect(invite(draft(), { ...now, at: clock('10:00') }, []).allowed).toBe(true);
    expect(invite(alone, now, [])).toMatchObject({ refusal: 'nobody-to-invite' });
  });

  test('an incomplete plan is not sent (REQ-052)', () => {
    const withoutReason = draft({ reviews: [review(1, { reasons: [] })] });

    expect(invite(withoutReason, now, [])).toEqual({ allowed: false, refusal: 'reason-missing' });
  });
});

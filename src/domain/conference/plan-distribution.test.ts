import { describe, expect, test } from 'vitest';
import { forPerson } from '#domain/consent/sample-consent.ts';
import type { Consent } from '#domain/consent/consent.ts';
import { closeConference } from './close-conference.ts';
import type { Attendance } from './client-review.ts';
import type { EndedConference } from './conference.ts';
import { contentFor } from './content-for.ts';
import { planDistribution } from './plan-distribution.ts';
import {
  attendee,
  by,
  clientOne,
  clock,
  consent,
  doctor,
  ended,
  entry,
  moment,
  sister,
  valueOf,
  worker,
} from './sample-conference.ts';

const now = moment('10:46');

function distribute(consents: readonly Consent[], conference: EndedConference = ended()) {
  const { conference: closed } = valueOf(closeConference(conference, { by, at: clock('10:45') }));
  return planDistribution(closed, now, consents);
}
const parcelOf = ({ parcels }: ReturnType<typeof distribute>, id: string) =>
  parcels.find(({ to }) => to.id === id);

/** The first client's only action, handed to somebody else and given a class. */
function ownedBy(
  owner: typeof doctor,
  classOf: 'general' | 'hiv' = 'general',
  conference = ended(),
): EndedConference {
  const reviews = conference.reviews.map((review) =>
    review.id === 'review-1'
      ? { ...review, actionItems: review.actionItems.map((i) => ({ ...i, owner, class: classOf })) }
      : review,
  );
  return { ...conference, reviews };
}

describe('who receives something after the close', () => {
  test('staff receive what they took part in, with their own actions (REQ-074, REQ-075)', () => {
    expect(parcelOf(distribute([]), 'worker-1')).toEqual({
      kind: 'staff',
      to: worker,
      reviews: [
        { reviewId: 'review-1', ownItems: ['item-of-review-1'] },
        { reviewId: 'review-2', ownItems: ['item-of-review-2'] },
      ],
    });
    expect(parcelOf(distribute([]), 'worker-2')?.reviews.map(({ ownItems }) => ownItems)).toEqual([
      [],
      [],
    ]);
  });

  test('an outside person receives only the clients they may know of, each with a grant (REQ-034)', () => {
    const answer = distribute([consent('client-2')]);

    expect(parcelOf(answer, doctor.id)).toMatchObject({
      to: doctor,
      reviews: [
        {
          reviewId: 'review-2',
          grant: { client: 'client-2', papers: [{ consentId: 'consent-client-2' }] },
        },
      ],
    });
    expect(parcelOf(answer, doctor.id)?.reviews).toHaveLength(1);
    expect(answer.withheld).toEqual([
      { person: doctor, reviewId: 'review-1', clientId: 'client-1', because: 'no-consent' },
    ]);
  });

  test.each([
    ['never given', [], 'no-consent'],
    ['revoked since', [consent('client-1', { revokedAt: now.at })], 'consent-revoked'],
    [
      'over since yesterday',
      [consent('client-1', { validUntil: now.on.subtract({ days: 1 }) })],
      'consent-expired',
    ],
    [
      'for another purpose',
      [consent('client-1', { purposes: ['benefits'] })],
      'purpose-not-covered',
    ],
    ['for HIV information only', [consent('client-1', { classes: ['hiv'] })], 'class-not-covered'],
  ])('with a consent %s nothing goes out (REQ-034, EP-12)', (_, consents, because) => {
    const answer = distribute(consents);

    expect(parcelOf(answer, doctor.id)).toBeUndefined();
    expect(answer.withheld[0]).toMatchObject({ reviewId: 'review-1', because });
  });

  test("clients receive their own part and nobody else's, without a consent", () => {
    const conference = ended({ attendees: [attendee(worker), attendee(clientOne)] });
    const answer = distribute([], conference);

    expect(parcelOf(answer, 'client-1')).toMatchObject({
      reviews: [{ reviewId: 'review-1', grant: { basis: 'own-record' } }],
    });
    expect(answer.withheld.map(({ clientId }) => clientId)).toEqual(['client-2']);
  });

  test('an owner who was not there receives the action; an absent invitee receives nothing', () => {
    const absent: Attendance = { state: 'absent', person: doctor, reason: null };
    const sent = ended();
    const reviews = sent.reviews.map((review) => ({
      ...review,
      attendance: [...review.attendance.filter(({ person }) => person.id !== doctor.id), absent],
    }));
    const forSister = consent('client-1', { recipients: [forPerson(sister)] });
    const answer = distribute(
      [forSister, consent('client-1'), consent('client-2')],
      ownedBy(sister, 'general', { ...sent, reviews }),
    );

    expect(parcelOf(answer, sister.id)?.reviews).toMatchObject([
      { reviewId: 'review-1', ownItems: ['item-of-review-1'] },
    ]);
    expect(parcelOf(answer, doctor.id)).toBeUndefined();
    expect(answer.withheld).toEqual([]);
  });
});

describe('classes', () => {
  test('an action of a class the owner may not know is held back, the rest goes (EP-09)', () => {
    const owned = ownedBy(doctor, 'hiv');
    const general = distribute([consent('client-1')], owned);
    const both = distribute([consent('client-1', { classes: ['general', 'hiv'] })], owned);

    expect(parcelOf(general, doctor.id)?.reviews).toMatchObject([
      { ownItems: [], grant: { classes: ['general'] } },
    ]);
    expect(parcelOf(both, doctor.id)?.reviews).toMatchObject([
      { ownItems: ['item-of-review-1'], grant: { classes: ['general', 'hiv'] } },
    ]);
  });

  test('with general consent an HIV note stays hidden (T16, REQ-036)', () => {
    const conference = ended();
    const reviews = conference.reviews.map((review) => ({
      ...review,
      entries: [...review.entries, { ...entry('barrier'), class: 'hiv' as const }],
    }));
    const seenWith = (consents: readonly Consent[]) => {
      const parcel = parcelOf(distribute(consents, { ...conference, reviews }), doctor.id);
      const [part] = parcel?.kind === 'outside' ? parcel.reviews : [];
      const [review, other] = reviews;
      if (!part || !review || !other) throw new Error('nothing was sent');
      expect(contentFor(other, part.grant).entries).toEqual([]);
      return contentFor(review, part.grant).entries.map(({ id }) => id);
    };

    expect(seenWith([consent('client-1')])).toEqual(['need-of-review-1']);
    expect(seenWith([consent('client-1', { classes: ['general', 'hiv'] })])).toEqual([
      'need-of-review-1',
      'entry-barrier',
    ]);
  });

  test('of an enrollment that tells HIV by itself, nothing goes out with a general consent (T16)', () => {
    const conference = ended();
    const reviews = conference.reviews.map((review) => ({
      ...review,
      impliedClasses: ['general', 'hiv'] as const,
    }));
    const answer = distribute([consent('client-1')], { ...conference, reviews });

    expect(parcelOf(answer, doctor.id)).toBeUndefined();
    expect(answer.withheld[0]?.because).toBe('class-not-covered');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sensitivityClasses } from '#domain/people.ts';
import { agendaFor, type AgendaReading } from './agenda-for.ts';
import type { Reason } from './client-review.ts';
import {
  attendee,
  clock,
  colleague,
  consent,
  doctor,
  draft,
  moment,
  review,
  scheduled,
  sister,
  worker,
} from './sample-conference.ts';

const reading = (consents: AgendaReading['consents']): AgendaReading => ({
  moment: moment('08:00'),
  consents,
  staffClasses: new Map(),
});
const times = (agenda: ReturnType<typeof agendaFor>) =>
  agenda.slots.map(({ clientId, startsAt, endsAt }) => [clientId, startsAt, endsAt]);

describe('the agenda of one person', () => {
  test('who may know of the second client alone sees one slot, from 10:12 (T19, EP-05)', () => {
    const agenda = agendaFor(scheduled(), doctor, reading([consent('client-2')]));

    expect(times(agenda)).toEqual([['client-2', clock('10:12'), clock('10:40')]]);
    expect(agenda.grants.map(({ client }) => client)).toEqual(['client-2']);
    expect(Object.keys(agenda.slots[0] ?? {}).toSorted()).toEqual([
      'clientId',
      'endsAt',
      'reasons',
      'reviewId',
      'startsAt',
    ]);
  });

  test('it lists each client to be discussed, with the time (REQ-056)', () => {
    expect(times(agendaFor(scheduled(), worker, reading([])))).toEqual([
      ['client-1', clock('10:00'), clock('10:12')],
      ['client-2', clock('10:12'), clock('10:40')],
      ['client-3', clock('10:40'), clock('10:55')],
    ]);
  });

  test('a consent that ended since the invitation takes the client off it (EP-05, EP-12)', () => {
    const revoked = consent('client-2', { revokedAt: clock('07:59') });

    expect(agendaFor(scheduled(), doctor, reading([revoked]))).toEqual({
      person: doctor,
      slots: [],
      grants: [],
    });
  });

  test('a consent does not put anybody on a client they were not invited to', () => {
    const planned = scheduled({
      attendees: [attendee(worker), attendee(doctor, { wantedFor: ['review-1'] })],
    });
    const agenda = agendaFor(planned, doctor, reading([consent('client-1'), consent('client-2')]));

    expect(agenda.slots.map(({ clientId }) => clientId)).toEqual(['client-1']);
  });

  test('a reason of a class that is not covered is left out (T16, EP-05)', () => {
    const reasons: Reason[] = [
      { code: 'routine', text: 'Housing', class: 'general' },
      { code: 'change', text: 'New medication', class: 'hiv' },
    ];
    const planned = scheduled({ reviews: [review(1, { reasons })] });
    const both = consent('client-1', { classes: ['general', 'hiv'] });
    const codes = (consents: AgendaReading['consents']) =>
      agendaFor(planned, doctor, reading(consents)).slots.map((slot) =>
        slot.reasons.map(({ code }) => code),
      );

    expect(codes([consent('client-1')])).toEqual([['routine']]);
    expect(codes([both])).toEqual([['routine', 'change']]);
  });

  test('staff without a right to a class do not read it in an agenda either', () => {
    const hiv: Reason = { code: 'change', text: 'New medication', class: 'hiv' };
    const planned = scheduled({ reviews: [review(1, { reasons: [hiv] })] });
    const staffClasses = new Map([['client-1', sensitivityClasses]]);

    expect(agendaFor(planned, worker, reading([])).slots[0]?.reasons).toEqual([]);
    expect(agendaFor(planned, worker, { ...reading([]), staffClasses }).slots[0]?.reasons).toEqual([
      hiv,
    ]);
  });

  test('a role shows all clients; other staff see those they were invited to', () => {
    const other = attendee({ kind: 'staff', id: 'worker-3' }, { wantedFor: ['review-3'] });
    const timekeeper = attendee(colleague, { wantedFor: [] });
    const planned = scheduled({ attendees: [attendee(worker), timekeeper, other] });

    expect(agendaFor(planned, other.person, reading([])).slots).toHaveLength(1);
    expect(agendaFor(planned, colleague, reading([])).slots).toHaveLength(3);
  });

  test('somebody who is not in the meeting has an empty agenda', () => {
    expect(agendaFor(scheduled(), sister, reading([consent('client-1')])).slots).toEqual([]);
  });
});

test('an agenda never reveals another client, whoever the others are (T19, EP-05, REQ-056)', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{6,9}$/), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(fc.subarray([1, 2, 3]), names, (allowed, [a, b, c, d, e, f]) => {
      const consents = allowed.map((number) => consent(`client-${number}`));
      const renamed = draft().reviews.map((original, index) => {
        if (allowed.includes(index + 1)) return original;
        const [clientId, id] = [[a, b, c][index] ?? '', [d, e, f][index] ?? ''];
        const reasons: Reason[] = [{ code: id, text: clientId, class: 'general' }];
        return { ...original, clientId, id, reasons, enrollmentId: clientId };
      });
      const usual = agendaFor(scheduled(), doctor, reading(consents));
      const everywhere = attendee(doctor, { wantedFor: renamed.map(({ id }) => id) });
      const others = scheduled({ reviews: renamed, attendees: [attendee(worker), everywhere] });

      expect(usual.slots.map(({ clientId }) => clientId)).toEqual(
        allowed.map((number) => `client-${number}`),
      );
      expect(agendaFor(others, doctor, reading(consents))).toEqual(usual);
    }),
  );
});

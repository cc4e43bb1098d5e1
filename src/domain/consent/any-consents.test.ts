import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SensitivityClass } from '#domain/people.ts';
import { anyConsent, anyQuestion } from '#test/any-consents.ts';
import type { Consent, Moment, Party } from './consent.ts';
import { mayDisclose, type DisclosureQuestion } from './may-disclose.ts';

describe('for any consents and any question', () => {
  /** Said a second time and differently: texts of dates and numbers instead of Temporal. */
  const holds = (c: Consent, { at, on }: Moment) =>
    c.validFrom.toString() <= on.toString() &&
    c.signedOn.toString() <= on.toString() &&
    (c.validUntil?.toString() ?? '9999') >= on.toString() &&
    (c.endedOn?.toString() ?? '9999') >= on.toString() &&
    c.recordedAt.epochMilliseconds <= at.epochMilliseconds &&
    (c.revokedAt?.epochMilliseconds ?? Infinity) > at.epochMilliseconds &&
    (c.supersededAt?.epochMilliseconds ?? Infinity) > at.epochMilliseconds &&
    c.withdrawnAt === null;
  const listed = (parties: readonly Party[], question: DisclosureQuestion) =>
    parties
      .filter(
        (p) =>
          p.since.toString() <= question.on.toString() &&
          p.recordedAt.epochMilliseconds <= question.at.epochMilliseconds,
      )
      .some((p) => {
        const { person, organizationId } = question.recipient;
        if (p.kind === 'organization') return p.organizationId === organizationId;
        if (p.kind !== 'person') return false;
        const isThem = p.person.kind === person.kind && p.person.id === person.id;
        return isThem && [null, organizationId].includes(p.organizationId);
      });
  const saysYes = (c: Consent, question: DisclosureQuestion) =>
    !c.isRefusal &&
    (c.weDisclose || (c.weReceive && c.isMutual)) &&
    listed(c.isMutual ? [...c.disclosers, ...c.recipients] : c.recipients, question) &&
    !listed(c.excluded, question);
  const saysNo = (c: Consent, question: DisclosureQuestion) =>
    listed(c.excluded, question) && !c.isRefusal
      ? true
      : c.isRefusal && listed(c.recipients, question);

  test('expired, revoked, refused, other class, person, client or purpose never allows (REQ-034, REQ-036)', () => {
    fc.assert(
      fc.property(anyQuestion, fc.array(anyConsent, { maxLength: 12 }), (question, consents) => {
        const speaking = (wanted: SensitivityClass) =>
          consents.filter(
            (c) =>
              c.clientId === question.client &&
              c.purposes.includes(question.purpose) &&
              c.classes.includes(wanted) &&
              holds(c, question),
          );
        const covers = (wanted: SensitivityClass) =>
          speaking(wanted).some((c) => saysYes(c, question)) &&
          !speaking(wanted).some((c) => saysNo(c, question));

        expect(mayDisclose(question, consents).allowed).toBe(question.classes.every(covers));
      }),
      { numRuns: 2000 },
    );
  });

  test('a grant names no consent that does not hold', () => {
    fc.assert(
      fc.property(anyQuestion, fc.array(anyConsent, { maxLength: 12 }), (question, consents) => {
        const answer = mayDisclose(question, consents);
        const used = answer.allowed ? answer.value.papers : [];

        for (const { consentId, classes } of used)
          expect(
            consents.some(
              (c) =>
                c.id === consentId &&
                holds(c, question) &&
                classes.every((each) => c.classes.includes(each)),
            ),
          ).toBe(true);
        expect(used.flatMap(({ classes }) => classes).toSorted()).toEqual(
          answer.allowed ? question.classes.toSorted() : [],
        );
      }),
      { numRuns: 1000 },
    );
  });
});

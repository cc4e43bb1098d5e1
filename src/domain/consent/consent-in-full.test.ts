import { describe, expect, test } from 'vitest';
import type { Consent } from './consent.ts';
import { mayDisclose, type DisclosureQuestion } from './may-disclose.ts';
import { forOrganization, forPerson, party, sampleConsent } from './sample-consent.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const consent = (change: Partial<Consent> = {}) => sampleConsent(change);
const asked: DisclosureQuestion = {
  client: 'client-1',
  recipient: { person: { kind: 'provider', id: 'provider-1' }, organizationId: 'clinic-1' },
  classes: ['general'],
  purpose: 'case_conference',
  at: Temporal.Instant.from('2026-06-14T14:00:00Z'),
  on: day('2026-06-14'),
};
const ask = (change: Partial<DisclosureQuestion> = {}): DisclosureQuestion => ({
  ...asked,
  ...change,
});

describe('a consent in full', () => {
  test('what the client said no to wins over every paper that says yes, until it is taken back (REQ-035)', () => {
    const no = consent({ id: 'no', isRefusal: true, classes: ['hiv'], validUntil: null });
    const yes = consent({ classes: ['general', 'hiv'], signedOn: day('2026-06-01') });
    const except = consent({ excluded: [forPerson(asked.recipient.person)] });

    expect(mayDisclose(ask({ classes: ['hiv'] }), [no, yes])).toEqual({
      allowed: false,
      refusal: 'refused-by-client',
    });
    expect(mayDisclose(asked, [no, yes]).allowed).toBe(true);
    expect(mayDisclose(asked, [yes, except])).toMatchObject({ refusal: 'refused-by-client' });
    const takenBack = { ...no, revokedAt: asked.at };
    expect(mayDisclose(ask({ classes: ['hiv'] }), [takenBack, yes]).allowed).toBe(true);
  });

  test('an addendum counts from its initials on, and what was recorded in error never held (REQ-035)', () => {
    const initialled = party(
      { kind: 'organization', organizationId: 'clinic-1' },
      { since: asked.on },
    );
    const added = consent({ recipients: [initialled] });

    expect(mayDisclose(asked, [added]).allowed).toBe(true);
    const before = { on: asked.on.subtract({ days: 1 }) };
    expect(mayDisclose(ask(before), [added]).allowed).toBe(false);
    const inError = consent({ withdrawnAt: asked.at.add({ hours: 1 }) });
    expect(mayDisclose(asked, [inError])).toMatchObject({ refusal: 'no-consent' });
  });

  test('parties who exchange with each other let us tell them, others do not (REQ-035)', () => {
    const fromClinic = {
      weDisclose: false,
      weReceive: true,
      disclosers: [forOrganization('clinic-1')],
      recipients: [],
    };

    expect(mayDisclose(asked, [consent({ ...fromClinic, isMutual: true })]).allowed).toBe(true);
    expect(mayDisclose(asked, [consent(fromClinic)]).allowed).toBe(false);
  });

  test('a class of people reaches those who belong to it on the day (REQ-035)', () => {
    const lee = asked.recipient.person;
    const until = (last: string) => [{ person: lee, from: day('2026-01-01'), until: day(last) }];
    const treating = (last: string) =>
      consent({ recipients: [party({ kind: 'treating-providers', members: until(last) })] });
    const nurses = { kind: 'role-class', providerClass: 'medical', members: until('2026-12-31') };
    const at = (organizationId: string) =>
      consent({ recipients: [party({ ...nurses, kind: 'role-class', organizationId })] });

    expect(mayDisclose(asked, [treating('2026-06-14')]).allowed).toBe(true);
    expect(mayDisclose(asked, [treating('2026-06-13')]).allowed).toBe(false);
    expect(mayDisclose(asked, [at('clinic-1')]).allowed).toBe(true);
    expect(mayDisclose(asked, [at('clinic-2')]).allowed).toBe(false);
  });
});

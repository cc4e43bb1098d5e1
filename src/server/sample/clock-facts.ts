import type { NextStep } from '#domain/attempts/attempt-words.ts';
import { logAttempt } from '#contract/attempts.ts';
import { recordChange } from '#contract/changes.ts';
import { grantExemption } from '#contract/clock-facts/exemptions.ts';
import type { ProviderKey, StaffKey } from './cast.ts';
import type { ClientKey } from './clients.ts';
import type { Ago } from './sample-client.ts';
import { dayOf, known, momentOf, type Happening, type Stage } from './stage.ts';

type OfClient = { of: ClientKey; by: StaffKey; on: Ago };

const changes: (OfClient & { code: string; note: string })[] = [
  { of: 'gibbs', by: 'ana', on: 4, code: 'missed_care', note: 'Missed two visits at the clinic.' },
  { of: 'raman', by: 'ana', on: 2, code: 'nonadherence', note: 'Has stopped the evening dose.' },
];

const attempts: (OfClient & {
  to: ProviderKey;
  channel: string;
  outcome: string;
  nextStep: NextStep;
})[] = [
  {
    of: 'banks',
    by: 'ben',
    on: 13,
    to: 'lee',
    channel: 'telephone',
    outcome: 'left_message',
    nextStep: 'call-again',
  },
  {
    of: 'banks',
    by: 'ben',
    on: 6,
    to: 'lee',
    channel: 'telephone',
    outcome: 'no_response',
    nextStep: 'write',
  },
];

const exemptions: (OfClient & { reviewIn: number; note: string })[] = [
  {
    of: 'sato',
    by: 'ben',
    on: 20,
    reviewIn: 40,
    note: 'Wants no meeting before the move; to be asked again.',
  },
];

/** What moves the clock, or explains why it does not: changes, requests without an answer, an exemption. */
export const clockFacts = (stage: Stage): Happening[] => [
  ...changes.map(({ of, by, on, code, note }) => ({
    at: momentOf(stage, on, '15:10'),
    happen: async () => {
      await stage.desk(by).tell(recordChange, {
        clientId: known(stage.clients, of).clientId,
        code,
        on: dayOf(stage, on),
        note,
      });
    },
  })),
  ...attempts.map(({ of, by, on, to, ...said }) => ({
    at: momentOf(stage, on, '15:20'),
    happen: async () => {
      await stage.desk(by).tell(logAttempt, {
        clientId: known(stage.clients, of).clientId,
        enrollmentId: enrollmentOf(stage, of),
        on: dayOf(stage, on),
        to: { kind: 'provider', id: known(stage.providerIds, to) },
        ...said,
      });
    },
  })),
  ...exemptions.map(({ of, by, on, reviewIn, note }) => ({
    at: momentOf(stage, on, '15:30'),
    happen: async () => {
      await stage.desk(by).tell(grantExemption, {
        enrollmentId: enrollmentOf(stage, of),
        reason: 'client-declined',
        from: dayOf(stage, on),
        lastOn: '',
        reviewOn: dayOf(stage, -reviewIn),
        note,
      });
    },
  })),
];

const enrollmentOf = (stage: Stage, of: ClientKey) =>
  known(stage.clients, of).enrollmentIds[0] ?? '';

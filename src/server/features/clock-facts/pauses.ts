import type * as contract from '#contract/clock-facts/pauses.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { pauseKindsOn } from '#domain/policy-clock/reassessment-windows.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  addPause,
  pausesOf,
  findPause,
  recordPauseChange,
  type Pause,
} from '#server/stores/clock/pauses.ts';
import { beginSuspension } from './begin-suspension.ts';
import {
  endSuspension,
  reviewSuspension,
  withdrawSuspension,
  type Kept,
} from './change-suspension.ts';

export async function beginPause(
  { kind, ...asked }: InputOf<typeof contract.beginPause>,
  visit: Visit,
) {
  const pauseId = await beginSuspension(
    visit,
    { ...asked, lastOn: '' },
    {
      flawOf: ({ policies, programName, today }, from) =>
        Temporal.PlainDate.compare(from, today) > 0
          ? notYet
          : flawOfKind(kind, pauseKindsOn(policies, from), programName),
      standing: pausesOf,
      isAlike: (other) => other.kind === kind,
      refusal: 'paused-already',
      add: (suspension, today) => addPause(visit, { ...suspension, kind }, { as: 'began', today }),
    },
  );
  return { pauseId };
}

const notYet = {
  path: 'from',
  message: 'This date has not come yet. A pause is recorded once it has begun.',
};

function flawOfKind(kind: string, known: readonly string[], programName: string) {
  if (known.includes(kind)) return null;
  const message =
    known.length === 0
      ? `The policy of ${programName} names nothing for which its clock stands still.`
      : 'Choose one of the kinds that the policy of this program names.';
  return { path: 'kind', message };
}

const kept: Kept<Pause> = {
  table: 'pause',
  find: findPause,
  add: addPause,
  noteWithdrawn: (visit, { clientId, pauseId }, on) =>
    recordPauseChange(visit, { clientId, pauseId, on }, 'withdrawn'),
};

export const resumePause = (
  { pauseId: id, lastOn }: InputOf<typeof contract.resumePause>,
  visit: Visit,
) => endSuspension(visit, kept, { id, lastOn });

export const reviewPause = (
  { pauseId: id, reviewOn, note }: InputOf<typeof contract.reviewPause>,
  visit: Visit,
) => reviewSuspension(visit, kept, { id, reviewOn, note });

export const withdrawPause = (
  { pauseId: id, why }: InputOf<typeof contract.withdrawPause>,
  visit: Visit,
) => withdrawSuspension(visit, kept, { id, why });

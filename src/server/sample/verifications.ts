import { listClientVerifications, verifyPlan } from '#contract/plan-verifications.ts';
import type { StaffKey } from './cast.ts';
import type { ClientKey } from './clients.ts';
import type { Ago } from './sample-client.ts';
import { dayOf, known, momentOf, type Happening, type Stage } from './stage.ts';

type Look = { of: ClientKey; by: StaffKey; on: Ago; result: 'reflected' | 'missing'; note: string };

const looks: readonly Look[] = [
  { of: 'raman', by: 'ben', on: 36, result: 'reflected', note: 'Goal 2 of the plan.' },
  {
    of: 'gibbs',
    by: 'ben',
    on: 36,
    result: 'missing',
    note: 'The plan is with the clinic; to be added when it is back.',
  },
];

/** After a conference of the Health Home a colleague looks into the plan: one step stands there, the other does not yet. */
export const plansVerified = (stage: Stage): Happening[] =>
  looks.map((look) => ({
    at: momentOf(stage, look.on, '09:40'),
    happen: () => lookIntoPlan(stage, look),
  }));

async function lookIntoPlan(stage: Stage, { of, by, on, result, note }: Look) {
  const desk = stage.desk(by);
  const { clientId } = known(stage.clients, of);
  const { rows } = await desk.tell(listClientVerifications, { clientId });
  for (const { reviewId, steps } of rows)
    await desk.tell(verifyPlan, {
      clientId,
      reviewId,
      result,
      actionItemIds: result === 'reflected' ? steps.map(({ actionItemId }) => actionItemId) : [],
      on: dayOf(stage, on),
      note,
    });
}

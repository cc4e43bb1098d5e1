import type { ReplyOf } from '#contract/endpoint.ts';
import type { applyHeldElsewhereList, checkHeldElsewhereList } from '#contract/held-elsewhere.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Passage } from '#server/platform/shell.ts';
import { planHeldElsewhere, saveHeldElsewhere } from '#server/stores/clock/held-elsewhere.ts';
import { checkList } from './check-list.ts';
import { readList } from './read-list.ts';

const mostFaultsShown = 100;

/** Says what the list would do, and does nothing. */
export async function checkSentList(
  body: ReadableStream<Uint8Array>,
  passage: Passage,
): Promise<ReplyOf<typeof checkHeldElsewhereList>> {
  const list = await readList(body);
  return passage.step(async (visit) => {
    const { told, faults } = await checkList(list, visit);
    const { outcomes } = await planHeldElsewhere(visit, told);
    return {
      ...outcomes,
      rows: list.rows.length,
      faults: faults.slice(0, mostFaultsShown),
      faultCount: faults.length,
    };
  });
}

/** Does what the check said, or nothing: one row with a problem, or one change meanwhile, and the whole list stays out. */
export async function applySentList(
  body: ReadableStream<Uint8Array>,
  { changes, passage }: { changes: number; passage: Passage },
): Promise<ReplyOf<typeof applyHeldElsewhereList>> {
  const list = await readList(body);
  return passage.step(async (visit) => {
    const { told, faults } = await checkList(list, visit);
    if (faults.length > 0) throw new Refused('held-elsewhere-has-faults');
    const outcomes = await saveHeldElsewhere(visit, told);
    if (outcomes.recorded + outcomes.corrected !== changes) throw new Refused('changed-meanwhile');
    visit.touch(...told.map(({ span }) => span.clientId));
    return outcomes;
  });
}

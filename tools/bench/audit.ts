import { type Caseload, makeCaseload } from './caseload.ts';
import { openCapture, type Statement } from './capture.ts';
import { heldConferences, lanes, type Ended } from './held-conferences.ts';
import { median, round } from './load.ts';
import type { Measurement } from './measurement.ts';
import { makePattern } from './pattern.ts';
import { committedPerSecond, withoutAudit, type Lanes } from './rehearsed.ts';
import { onStage, type Stage } from './stage.ts';

const rounds = 7;
const linesPerLane = 20;

/** What the audit row costs: the same statements with it and without it, in turn, through a bare driver. */
export const benchAudit = (): Promise<Measurement[]> => onStage(auditOn);

async function auditOn(stage: Stage): Promise<Measurement[]> {
  await makePattern(stage);
  const caseload = await makeCaseload(stage.owner, { size: lanes * 50, name: 'Audited' });
  const capture = await openCapture(stage);
  const writtenIn = await heldBy(stage, caseload);
  const line = { kind: 'strength', text: 'Keeps appointments' };
  const measured = [
    await shareOf(stage, { what: 'Audit, of closing a conference', atMost: 10 }, async () =>
      rehearsed(await heldBy(stage, caseload), 1, ({ token, path }) =>
        capture.statementsOf(`${path}/close`, token, {}),
      ),
    ),
    await shareOf(stage, { what: 'Audit, of writing one line', atMost: 30 }, () =>
      rehearsed(writtenIn, linesPerLane, ({ token, path, reviewIds: [reviewId] }) =>
        capture.statementsOf(`${path}/reviews/${reviewId}/entries`, token, line),
      ),
    ),
  ];
  await capture.close();
  return measured;
}

const heldBy = async (stage: Stage, caseload: Caseload): Promise<Ended[]> =>
  (await heldConferences(stage, { caseload, perLane: 1 })).flat();

async function rehearsed(
  conferences: readonly Ended[],
  times: number,
  statementsOf: (ended: Ended) => Promise<Statement[]>,
): Promise<Lanes> {
  const answer: Lanes = [];
  for (const ended of conferences) {
    const lane: Statement[][] = [];
    while (lane.length < times) lane.push(await statementsOf(ended));
    answer.push(lane);
  }
  return answer;
}

/** Each round is rehearsed anew, because what was committed cannot be committed again. */
async function shareOf(
  stage: Stage,
  { what, atMost }: { what: string; atMost: number },
  rehearse: () => Promise<Lanes>,
): Promise<Measurement> {
  const bare = (all: Lanes) => all.map((lane) => lane.map(withoutAudit));
  const shares: number[] = [];
  const pairs: string[] = [];
  for (const nth of Array.from({ length: rounds }).keys()) {
    const perSecond = { audited: 0, bare: 0 };
    // Whoever comes second finds the machine warmer.
    for (const kind of nth % 2 === 0
      ? (['audited', 'bare'] as const)
      : (['bare', 'audited'] as const)) {
      const all = await rehearse();
      perSecond[kind] = await committedPerSecond(stage, kind === 'bare' ? bare(all) : all);
    }
    shares.push((1 - perSecond.audited / perSecond.bare) * 100);
    pairs.push(`${round(perSecond.audited, 0)}/${round(perSecond.bare, 0)}`);
  }
  return {
    what,
    value: round(median(shares), 1),
    unit: '% of its time',
    limit: { atMost },
    because: `a second with it and without it, in ${rounds} rounds: ${pairs.join(', ')}`,
  };
}

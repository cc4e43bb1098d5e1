import type { Tx } from '#server/platform/database.ts';
import { rowsBeside, wrongBeside, type WrongBeside } from '#server/stores/audit/audit-beside.ts';

/** Of each kind so many are named: where a whole table was emptied, the rest is a number. */
const mostNamed = 200;

const words: Record<WrongBeside['what'], string> = {
  'no-opening': 'opened a record, which is not written beside it',
  'no-program': 'concerns a program, which is not written beside it',
  'more-openings': 'has an opening beside it that does not follow from it',
  'more-programs': 'has a program beside it that does not follow from it',
};

type Find = (row: string, what: string) => void;
type Beside = { tx: Tx; tolerance: Temporal.Duration; find: Find };

/** What is written beside the trail of one agency and does not follow from it, and what does and is not written; answers how many rows were read there. */
export async function verifyBeside({ tx, tolerance, find }: Beside): Promise<number> {
  const wrong = await wrongBeside(tx, { tolerance, most: mostNamed });
  for (const [at, { what, auditId, allAlike }] of wrong.entries()) {
    find(`row ${auditId}`, words[what]);
    const isLastNamed = wrong[at + 1]?.what !== what;
    if (isLastNamed && allAlike > mostNamed)
      find(`${allAlike - mostNamed} further rows`, words[what]);
  }
  return rowsBeside(tx);
}

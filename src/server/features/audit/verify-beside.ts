import type { Tx } from '#server/platform/database.ts';
import {
  linesBeside,
  openingsBeside,
  programsBeside,
  type RowBeside,
} from '#server/stores/audit/audit-beside.ts';

const atOnce = 5_000;
/** Of each kind so many are named: where a whole table was emptied, the rest is a number. */
const mostNamed = 200;

type Find = (row: string, what: string) => void;
type Beside = { tx: Tx; tolerance: Temporal.Duration; find: Find };

/** What is written beside the trail of one agency and does not follow from it, and what does and is not written; answers how many rows were read there. */
export async function verifyBeside({ tx, tolerance: within, find }: Beside): Promise<number> {
  const tolerance = within.toString();
  const noOpening = named(find, 'opened a record, which is not written beside it');
  const noProgram = named(find, 'concerns a program, which is not written beside it');
  await inRounds(
    (after) => linesBeside(tx, { after, tolerance, limit: atOnce }),
    ({ auditId }) => auditId,
    ({ auditId, lacksOpening, lacksProgram }) => {
      if (lacksOpening) noOpening.note(auditId);
      if (lacksProgram) noProgram.note(auditId);
    },
  );
  noOpening.end();
  noProgram.end();
  const openings = await rowsThatFollow(
    (after) => openingsBeside(tx, { after, limit: atOnce }),
    named(find, 'has an opening beside it that does not follow from it'),
  );
  const programs = await rowsThatFollow(
    (after) => programsBeside(tx, { after, tolerance, limit: atOnce }),
    named(find, 'has a program beside it that does not follow from it'),
  );
  return openings + programs;
}

async function rowsThatFollow(
  read: (after: string | null) => Promise<RowBeside[]>,
  wrong: ReturnType<typeof named>,
): Promise<number> {
  const count = await inRounds(
    read,
    ({ key }) => key,
    ({ auditId, follows }) => {
      if (!follows) wrong.note(auditId);
    },
  );
  wrong.end();
  return count;
}

/** Reads on after the last row until a round is not full; of a round nothing is kept. */
async function inRounds<T>(
  read: (after: string | null) => Promise<T[]>,
  keyOf: (row: T) => string,
  look: (row: T) => void,
): Promise<number> {
  let after: string | null = null;
  for (let count = 0; ;) {
    const rows: T[] = await read(after);
    for (const row of rows) look(row);
    count += rows.length;
    const last = rows.at(-1);
    if (rows.length < atOnce || last === undefined) return count;
    after = keyOf(last);
  }
}

function named(find: Find, what: string) {
  let count = 0;
  return {
    note(auditId: string) {
      count += 1;
      if (count <= mostNamed) find(`row ${auditId}`, what);
    },
    end() {
      if (count > mostNamed) find(`${count - mostNamed} further rows`, what);
    },
  };
}

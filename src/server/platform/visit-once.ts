import { abilitiesInEmergency, abilitiesOf, type Ability } from '#domain/access/abilities.ts';
import { auditRow, type AuditEvent } from './audit.ts';
import { begunAgain } from './begin-again.ts';
import {
  noteProof,
  transact,
  type Asker,
  type Database,
  type Entered,
  type Purpose,
  type Tx,
} from './database.ts';
import { Refused, RefusedAndKept } from './refused.ts';
import { endingWith } from './send-on.ts';
import type { Shell, Visit } from './shell.ts';

export type Rights = {
  needs: Ability;
  purpose: Purpose;
  /** Within how many minutes the asker must have shown that it is they. */
  provedWithin?: number;
  /** Something of it happens outside the transaction and is not undone with it: so it is begun once. */
  actsOutside?: true;
};

/** Somebody who asks for something: the operation and the ids are what the audit trail keeps of it. */
export type Occasion = {
  shell: Shell;
  database: Database;
  asker: Asker;
  rights: Rights;
  operation: string;
  ids: readonly string[];
};

/**
 * One entered transaction with its audit row; a denial and a fault are written down too, in a transaction of their own. What the
 * database breaks off for the sake of another is begun again, so the work may be called more than once, and counts once.
 */
export async function visitOnce<T>(
  occasion: Occasion,
  work: (visit: Visit) => Promise<T>,
): Promise<T> {
  const { database, rights } = occasion;
  let ids = [...occasion.ids];
  const asked = { asker: occasion.asker, purpose: rights.purpose };
  const begin = () => {
    ids = [...occasion.ids];
    return endingWith((sendLast) =>
      transact(database, asked, async (tx, entered) => {
        const touch: Visit['touch'] = (...more) => ids.push(...more);
        const visit = visitOf(occasion, { tx, entered, touch });
        await demandProof(occasion, tx, entered);
        const ended = await endingOf(work(visit));
        const outcome = 'kept' in ended ? 'denied' : 'done';
        await sendLast(tx, rowOf({ ...occasion, ids }, outcome, { tx, entered }));
        return ended;
      }),
    );
  };
  let ending: Ending<T>;
  try {
    ending = await (rights.actsOutside ? begin() : begunAgain(begin));
  } catch (error) {
    await noteError({ ...occasion, ids }, error);
    throw error;
  }
  if ('kept' in ending) throw ending.kept;
  return ending.reply;
}

const rowOf = (
  { shell, rights, operation, ids }: Occasion,
  outcome: AuditEvent['outcome'],
  { tx, entered }: Pick<Entry, 'tx' | 'entered'>,
) =>
  auditRow(tx, entered, {
    operation,
    purpose: rights.purpose,
    ids: [...ids],
    outcome,
    key: shell.auditKey,
  });

/** What was refused, or broke, in a transaction of its own: the one that it happened in is rolled back. */
async function noteError(occasion: Occasion, error: unknown) {
  const { database, asker, rights } = occasion;
  const note = (outcome: 'denied' | 'failed') =>
    transact(database, { asker, purpose: rights.purpose }, (tx, entered) =>
      rowOf(occasion, outcome, { tx, entered }).execute(),
    );
  if (!(error instanceof Refused)) await note('failed').catch(theFirstFaultIsTold);
  else if (!neverEntered.has(error.refusal)) await note('denied');
}

type Step = <T>(inside: (visit: Visit) => Promise<T>) => Promise<T>;

/**
 * Work in steps, each a transaction with its row; what is refused or breaks between them is written down too, once. The first step
 * only asks who is there: what was sent is read for nobody who may not send it. Who showed then that it is they is not asked again
 * half-way, or a long file would end early.
 */
export async function visitInSteps<T>(
  occasion: Occasion,
  work: (step: Step) => Promise<T>,
): Promise<T> {
  const { provedWithin: _, ...rights } = occasion.rights;
  const noted = new Set<unknown>();
  const noting = (error: unknown) => {
    noted.add(error);
    throw error;
  };
  try {
    await visitOnce(occasion, async () => {}).catch(noting);
    return await work((inside) => visitOnce({ ...occasion, rights }, inside).catch(noting));
  } catch (error) {
    if (!noted.has(error)) await noteError(occasion, error);
    throw error;
  }
}

/** What broke the work may break the note of it too; nothing was done and nothing is shown either way. */
export const theFirstFaultIsTold = () => {};

export type Ending<T> = { reply: T } | { kept: RefusedAndKept };

/** A refusal that is kept ends its transaction as a reply does: by being committed. */
export const endingOf = <T>(work: Promise<T>): Promise<Ending<T>> =>
  work.then(
    (reply) => ({ reply }),
    (error: unknown) => {
      if (error instanceof RefusedAndKept) return { kept: error };
      throw error;
    },
  );

/** Nobody came in, so there is nobody whom an audit row could name. */
const neverEntered = new Set(['not-signed-in', 'session-locked']);

type Entry = { tx: Tx; entered: Entered; touch: Visit['touch'] };

/** A job goes on with what its asker was let do; there is no session to ask. */
async function demandProof({ rights, asker }: Occasion, tx: Tx, { at }: Entered) {
  if (rights.provedWithin === undefined || asker.kind !== 'session') return;
  const provedAt = await noteProof(tx, asker.tokenHash);
  if (!provedAt || provedAt.until(at).total('minutes') > rights.provedWithin)
    throw new Refused('step-up-needed');
}

/** The context of one person's work; a service has no abilities and asks no routes. */
function visitOf({ shell, rights }: Occasion, { tx, entered, touch }: Entry): Visit {
  const held = abilitiesOf(entered.roles);
  if (!entered.staffId || !held.has(rights.needs)) throw new Refused('not-allowed');
  return {
    ...entered,
    actor: entered.staffId,
    abilities: rights.purpose === 'emergency' ? abilitiesInEmergency(held) : held,
    purpose: rights.purpose,
    tx,
    shell,
    touch,
  };
}

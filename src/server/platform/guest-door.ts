import { sql } from 'kysely';
import { z } from 'zod';
import type { OutsideRef } from '#domain/people.ts';
import { operationOf, type AnyEndpoint } from '#contract/endpoint.ts';
import { digestOfLine, type AuditEvent } from './audit.ts';
import { begunAgain } from './begin-again.ts';
import type { Entered, Tx } from './database.ts';
import { newId } from './ids.ts';
import { Refused, RefusedAndKept } from './refused.ts';
import { hashToken } from './session-cookie.ts';
import type { Shell } from './shell.ts';
import { endingOf, theFirstFaultIsTold, type Ending } from './visit-once.ts';

/** Somebody outside, by what they hold: a link alone, which shows nothing yet, or what they opened with it. */
type GuestAsker = { by: 'link' | 'visit'; hash: string };

/** What a use case of a guest receives: one transaction of their own login, at one moment. */
export type GuestVisit = Pick<Entered, 'agencyId' | 'at' | 'today'> & {
  tx: Tx;
  shell: Shell;
  linkId: string;
  /** Null for whoever holds a link alone. */
  visitId: string | null;
  /** False where nothing is told any more: then they are answered as whoever never came in. */
  findsAnything: boolean;
  conferenceId: string;
  person: OutsideRef;
  /** What a transaction before this one, for the same request, wrote into the log of disclosures may be read in this one. */
  isWritten: boolean;
  /** Names rows for the audit trail. */
  touch: (...ids: string[]) => void;
};

/** The log was written, and what it says is shown may be read once this transaction is over: the work is begun anew in another. */
export class ReadOnceWritten extends RefusedAndKept {
  constructor() {
    super('guest-over');
  }
}

const answer = z.object({
  agency: z.string(),
  link: z.string(),
  visit: z.string().nullable(),
  finds: z.boolean(),
  conference: z.string(),
  provider: z.string().nullable(),
  support: z.string().nullable(),
  client: z.string().nullable(),
  today: z.string(),
  at: z.string(),
});

type Door = { shell: Shell; asker: GuestAsker; endpoint: AnyEndpoint };

const mostTimes = 4;

/**
 * An entered transaction with its line in the trail, for somebody outside; where the log has to be written first, that one has the line,
 * and what is shown is read in the next. Whoever holds nothing that opens is refused as whoever holds what no longer does; a refusal that
 * is kept ends the transaction as a reply does.
 */
export async function visitAsGuest<T>(
  door: Door,
  work: (visit: GuestVisit) => Promise<T>,
): Promise<T> {
  try {
    let ending = await inOne(door, work, false);
    for (let time = 2; isToBeRead(ending) && time <= mostTimes; time += 1)
      ending = await inOne(door, work, true);
    if ('kept' in ending) throw ending.kept;
    return ending.reply;
  } catch (error) {
    await noteError(door, error);
    throw error;
  }
}

/** For whoever holds a link that they have not opened yet. */
export const visitByLink = <T>(
  { shell, link, endpoint }: Pick<Door, 'shell' | 'endpoint'> & { link: string },
  work: (visit: GuestVisit) => Promise<T>,
): Promise<T> =>
  visitAsGuest({ shell, asker: { by: 'link', hash: hashToken(link) }, endpoint }, work);

const isToBeRead = (ending: Ending<unknown>) =>
  'kept' in ending && ending.kept instanceof ReadOnceWritten;

const inOne = <T>(
  door: Door,
  work: (visit: GuestVisit) => Promise<T>,
  isWritten: boolean,
): Promise<Ending<T>> =>
  begunAgain(() =>
    enter(door, async (visit, note) => {
      const ended = await endingOf(
        visit.findsAnything
          ? work({ ...visit, isWritten })
          : Promise.reject(new RefusedAndKept('guest-over')),
      );
      if (isToBeRead(ended)) await note('done');
      else if ('kept' in ended) await note('denied');
      else if (!isWritten) await note('done');
      return ended;
    }),
  );

type Note = (outcome: AuditEvent['outcome']) => Promise<void>;

const enter = <T>(
  { shell, asker, endpoint }: Door,
  work: (visit: GuestVisit, note: Note) => Promise<T>,
): Promise<T> =>
  shell.guestDatabase.transaction().execute(async (tx) => {
    const { rows } = await sql<{ context: unknown }>`
      select ${sql.raw(asker.by === 'link' ? 'enter_by_link' : 'enter')}(${asker.hash}) as context`.execute(
      tx,
    );
    const found = answer.nullable().parse(rows[0]?.context ?? null);
    if (!found) throw new Refused('guest-over');
    const person = personOf(found);
    const at = Temporal.Instant.from(found.at);
    const ids = [found.conference, person.id];
    const visit: GuestVisit = {
      tx,
      shell,
      agencyId: found.agency,
      linkId: found.link,
      visitId: found.visit,
      findsAnything: found.finds,
      conferenceId: found.conference,
      person,
      at,
      today: Temporal.PlainDate.from(found.today),
      isWritten: false,
      touch: (...more) => ids.push(...more),
    };
    const operation = operationOf(endpoint);
    return work(visit, (outcome) => noteInTrail(visit, { operation, outcome, ids }));
  });

function personOf({ provider, support, client }: z.output<typeof answer>): OutsideRef {
  if (provider !== null) return { kind: 'provider', id: provider };
  if (support !== null) return { kind: 'support', id: support };
  if (client !== null) return { kind: 'client', id: client };
  throw new Error('A link is for somebody');
}

const guest = { service: 'guest', purpose: 'guest' } as const;

async function noteInTrail(
  { tx, at, agencyId, shell }: GuestVisit,
  { operation, outcome, ids }: Pick<AuditEvent, 'operation' | 'outcome' | 'ids'>,
) {
  const said = { ...guest, auditId: newId(at), agencyId, actorId: null, operation, outcome };
  const about = [...new Set(ids)];
  const line = { ...said, at: at.toString(), ids: about };
  const signed = digestOfLine(shell.auditKey, line);
  await sql`select note_in_trail(${line.auditId}, ${at}, ${operation}, ${outcome}, ${about}::uuid[], decode(${signed}, 'hex'))`.execute(
    tx,
  );
}

/** What was refused, or broke, in a transaction of its own: the one that it happened in is rolled back. Of whoever never came in there is nothing to note. */
async function noteError(door: Door, error: unknown) {
  if (error instanceof RefusedAndKept) return;
  const outcome = error instanceof Refused ? 'denied' : 'failed';
  await enter(door, (_visit, note) => note(outcome)).catch(theFirstFaultIsTold);
}

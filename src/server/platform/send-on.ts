import type { Compilable, CompiledQuery, RawBuilder } from 'kysely';
import type { Tx } from './database.ts';
import { waitingIn } from './sealing/envelope.ts';

type Statement<Row> = RawBuilder<Row> | Compilable<Row>;

/**
 * Sends a statement and lets the next one be sent before this is answered, so that the database goes on while we think about what
 * comes after. It takes them in the order in which they were sent; whoever sends waits for all of them before the transaction ends.
 */
export async function sendOn<Row>(tx: Tx, statement: Statement<Row>): Promise<Row[]> {
  const { answer } = await sent(tx, statement);
  return (await answer).rows;
}

/**
 * A transaction whose last statement the commit follows before it is answered. Should that statement fail, the commit undoes the
 * transaction, and its fault is the one that is told; nothing is answered for done before both are.
 */
export async function endingWith<T>(
  transaction: (sendLast: (tx: Tx, statement: Statement<unknown>) => Promise<void>) => Promise<T>,
): Promise<T> {
  const last: Promise<unknown>[] = [];
  try {
    return await transaction(async (tx, statement) => {
      const { answer } = await sent(tx, statement);
      answer.catch(isToldInTheEnd);
      last.push(answer);
    });
  } finally {
    await Promise.all(last);
  }
}

const isToldInTheEnd = () => {};

// The connection is held until this returns, so the answer leaves it in a wrapping that nobody waits for.
const sent = <Row>(tx: Tx, statement: Statement<Row>) =>
  tx.getExecutor().provideConnection(async (connection) => ({
    answer: connection.executeQuery<Row>(inOrder(statement.compile(tx))),
  }));

/** Words that are to be sealed wait for their key first, and what is sent after them would overtake them. */
function inOrder(query: CompiledQuery): CompiledQuery {
  if (query.parameters.flat().some(waitingIn))
    throw new Error('A statement with words to be sealed cannot be sent on.');
  return query;
}

import type { CompiledQuery, RawBuilder } from 'kysely';
import type { Tx } from './database.ts';
import { waitingIn } from './sealing/envelope.ts';

/**
 * Sends a statement and lets the next one be sent before this is answered, so that the database goes on while we think about what
 * comes after. It takes them in the order in which they were sent; whoever sends waits for all of them before the transaction ends.
 */
export async function sendOn<Row>(tx: Tx, statement: RawBuilder<Row>): Promise<Row[]> {
  // The connection is held until this returns, so the answer leaves it in a wrapping that nobody waits for.
  const sent = await tx.getExecutor().provideConnection(async (connection) => ({
    answer: connection.executeQuery<Row>(inOrder(statement.compile(tx))),
  }));
  return (await sent.answer).rows;
}

/** Words that are to be sealed wait for their key first, and what is sent after them would overtake them. */
function inOrder(query: CompiledQuery): CompiledQuery {
  if (query.parameters.flat().some(waitingIn))
    throw new Error('A statement with words to be sealed cannot be sent on.');
  return query;
}

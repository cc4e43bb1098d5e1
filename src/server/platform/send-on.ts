import type { RawBuilder } from 'kysely';
import type { Tx } from './database.ts';

/**
 * Sends a statement and lets the next one be sent before this is answered, so that the database goes on while we think about what
 * comes after. It takes them in the order in which they were sent; whoever sends waits for all of them before the transaction ends.
 */
export async function sendOn<Row>(tx: Tx, statement: RawBuilder<Row>): Promise<Row[]> {
  // The connection is held until this returns, so the answer leaves it in a wrapping that nobody waits for.
  const sent = await tx.getExecutor().provideConnection(async (connection) => ({
    answer: connection.executeQuery<Row>(statement.compile(tx)),
  }));
  return (await sent.answer).rows;
}

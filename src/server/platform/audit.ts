import { createHmac } from 'node:crypto';
import { newId } from './ids.ts';
import type { Entered, Purpose, Tx } from './database.ts';

export type AuditEvent = {
  operation: string;
  purpose: Purpose;
  outcome: 'done' | 'denied' | 'failed';
  ids: string[];
};

/** Writes what happened in the transaction of what happened: ids, never content. */
export async function recordAudit(
  tx: Tx,
  entered: Entered,
  { key, ...event }: AuditEvent & { key: Buffer },
) {
  const audit_id = newId(entered.at);
  const ids = [...new Set(event.ids)];
  const line = [
    audit_id,
    entered.agencyId,
    entered.at,
    entered.staffId,
    event.purpose,
    event.operation,
    event.outcome,
    ...ids,
  ];
  await tx
    .insertInto('audit')
    .values({
      agency_id: entered.agencyId,
      audit_id,
      at: entered.at,
      actor_id: entered.staffId,
      purpose: event.purpose,
      operation: event.operation,
      outcome: event.outcome,
      ids,
      hmac: createHmac('sha256', key).update(line.join('|')).digest(),
    })
    .execute();
}

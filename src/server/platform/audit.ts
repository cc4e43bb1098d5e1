import { createHmac } from 'node:crypto';
import { keepPlan } from './database-plans.ts';
import { newId } from './ids.ts';
import type { Entered, Purpose, Tx } from './database.ts';

export type AuditEvent = {
  operation: string;
  purpose: Purpose;
  outcome: 'done' | 'denied' | 'failed';
  ids: string[];
};

/** A row of the trail as its digest covers it. */
export type AuditLine = {
  auditId: string;
  agencyId: string;
  /** As an instant is written. */
  at: string;
  actorId: string | null;
  service: string | null;
  purpose: string | null;
  operation: string;
  outcome: string;
  ids: readonly string[];
};

/** In hexadecimal digits. */
const mac = (key: Buffer, parts: unknown[]) =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');

/** The key is not in the database: nobody who can write there can write a row that was not made here. */
export const digestOfLine = (key: Buffer, line: AuditLine): string =>
  mac(key, [
    'audit-row',
    line.auditId,
    line.agencyId,
    line.at,
    line.actorId,
    line.service,
    line.purpose,
    line.operation,
    line.outcome,
    line.ids,
  ]);

/** Some rows of an agency, in the order in which they are chained. */
export type Seal = {
  agencyId: string;
  number: number;
  sealedAt: string;
  rows: readonly { auditId: string; hmac: string }[];
};

/** Each seal covers the one before it. */
export const digestOfSeal = (key: Buffer, seal: Seal, before: string | null): string =>
  mac(key, [
    'audit-seal',
    seal.agencyId,
    seal.number,
    seal.sealedAt,
    before,
    seal.rows.map(({ auditId, hmac }) => [auditId, hmac]),
  ]);

/** How far the chain of an agency had come: kept outside the database. */
export type Checkpoint = {
  agencyId: string;
  sealNumber: number;
  rows: number;
  digest: string;
  at: string;
};

export const signatureOfCheckpoint = (key: Buffer, mark: Checkpoint): string =>
  mac(key, ['audit-checkpoint', mark.agencyId, mark.sealNumber, mark.rows, mark.digest, mark.at]);

/** What happened, to be written in the transaction of what happened: ids, never content. */
export function auditRow(
  tx: Tx,
  entered: Entered,
  { key, ...event }: AuditEvent & { key: Buffer },
) {
  const audit_id = newId(entered.at);
  const ids = [...new Set(event.ids)];
  const { operation, purpose, outcome } = event;
  const hmac = digestOfLine(key, {
    auditId: audit_id,
    agencyId: entered.agencyId,
    at: entered.at.toString(),
    actorId: entered.staffId,
    service: null,
    purpose,
    operation,
    outcome,
    ids,
  });
  return tx
    .insertInto('audit')
    .values({
      agency_id: entered.agencyId,
      audit_id,
      at: entered.at,
      actor_id: entered.staffId,
      purpose,
      operation,
      outcome,
      ids,
      hmac: Buffer.from(hmac, 'hex'),
    })
    .modifyEnd(keepPlan);
}

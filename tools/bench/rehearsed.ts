import type { Statement } from './capture.ts';
import { aside, type Stage } from './stage.ts';

/** So many transactions in each lane, statement for statement. */
export type Lanes = Statement[][][];

/** How many of these a second a bare driver commits, as the owner and without row security. */
export async function committedPerSecond({ migrator }: Stage, lanes: Lanes): Promise<number> {
  const answer = await aside('floor-close.ts', { login: migrator, lanes });
  return Object.assign({ perSecond: 0 }, answer).perSecond;
}

const isAudit = ({ sql }: Statement) => /insert into "audit"/i.test(sql);

export const withoutAudit = (statements: readonly Statement[]) =>
  statements.filter((statement) => !isAudit(statement));

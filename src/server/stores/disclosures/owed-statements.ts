import type { Heard } from '#domain/conference/what-was-heard.ts';
import type { StatementOwed } from '#domain/consent/owed-statement.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { heardKey, recipientColumns } from './privacy-incidents.ts';

/** What the law asks for and by when, as it is kept. */
export const termsOf = ({
  laws: by,
  class: ofClass,
  heardOn,
  escalateOn,
  dueOn,
}: StatementOwed) => ({
  laws: [...by],
  class: ofClass,
  heard_on: heardOn,
  escalate_on: escalateOn,
  due_on: dueOn,
});

/** Owes one to each of them, and answers their ids; whoever closes may not be able to read what they owe. */
export async function oweStatements(
  { tx, agencyId, at, actor }: Pick<Visit, 'tx' | 'agencyId' | 'at' | 'actor'>,
  owed: readonly { heard: Heard; statement: StatementOwed }[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  if (owed.length === 0) return ids;
  const rows = owed.map(({ heard, statement }) => {
    const statementId = newId(at);
    ids.set(heardKey(heard), statementId);
    return {
      agency_id: agencyId,
      statement_id: statementId,
      client_id: heard.clientId,
      enrollment_id: heard.enrollmentId,
      review_id: heard.reviewId,
      ...recipientColumns(heard.person),
      organization_id: heard.organizationId,
      ...termsOf(statement),
      heard_from: heard.presentFrom,
      heard_until: heard.presentUntil,
      made_at: at,
      made_by: actor,
    };
  });
  await tx.insertInto('owed_statement').values(rows).execute();
  return ids;
}

import type { Grant } from '#domain/consent/may-disclose.ts';
import type { StatementOwed } from '#domain/consent/owed-statement.ts';
import type { ToldAs } from '#domain/consent/told-as.ts';
import type { ContactChannel } from '#domain/record/contact-activities.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';
import { byPaper } from './disclosures.ts';
import { recipientColumns } from './privacy-incidents.ts';
import { termsOf } from './owed-statements.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type ToldInContact = {
  contactId: string;
  channel: ContactChannel;
  toldAt: Temporal.Instant;
  hasNoHour: boolean;
  owed: StatementOwed | null;
  /** Whose statement it is; null of somebody who was never enrolled. */
  enrollmentId: string | null;
};

const channels: Readonly<Record<ContactChannel, string>> = {
  phone: 'telephone',
  in_person: 'in-person',
  video: 'video',
  email: 'email',
  letter: 'paper',
};

/** The lines of the log, by the papers that let it be told, and the statement that it owes; answers the statement's id. */
export async function recordToldInContact(
  here: Here,
  { client, recipient: { person, organizationId }, ...grant }: Grant,
  { contactId, channel, toldAt, hasNoHour, owed, enrollmentId }: ToldInContact,
): Promise<string | null> {
  const { tx, at, agencyId, actor } = here;
  const about = {
    agency_id: agencyId,
    client_id: client,
    contact_id: contactId,
    provider_id: recipientColumns(person).provider_id,
    organization_id: organizationId,
  };
  const statementId = owed === null || enrollmentId === null ? null : newId(at);
  if (owed !== null && enrollmentId !== null && statementId !== null)
    await tx
      .insertInto('owed_statement')
      .values({
        ...about,
        statement_id: statementId,
        enrollment_id: enrollmentId,
        ...termsOf(owed),
        heard_from: toldAt,
        heard_until: toldAt,
        made_at: at,
        made_by: actor,
      })
      .execute();
  await tx
    .insertInto('disclosure')
    .values(
      byPaper(grant).map((covered) => ({
        ...about,
        ...covered,
        disclosure_id: newId(at),
        statement_id: statementId,
        description: 'Told in a coordination contact' satisfies ToldAs,
        purpose: grant.purpose,
        channel: channels[channel],
        disclosed_at: toldAt,
        has_no_hour: hasNoHour,
        disclosed_by: actor,
      })),
    )
    .execute();
  return statementId;
}

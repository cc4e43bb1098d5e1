import type { recordEmergencyDisclosure as contract } from '#contract/emergency-disclosures.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { statementFor } from '#domain/consent/owed-statement.ts';
import { toldInEmergency } from '#domain/consent/told-as.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { tellDocumentReady } from '#server/stores/staff/alerts.ts';
import { readableClasses } from '#server/stores/case-classes.ts';
import { findClient } from '#server/stores/clients/clients.ts';
import { asOn, providerHistory } from '#server/stores/directory/directory.ts';
import {
  recordToldInEmergency,
  supervisorsToTell,
  type ToldInEmergency,
} from '#server/stores/disclosures/emergency-disclosures.ts';
import { enrolledProgramsOf } from '#server/stores/clock/enrolled-programs.ts';
import { supportsOf } from '#server/stores/clients/supports.ts';

type Asked = InputOf<typeof contract>;

/** The documented exception (EP-19): written down, in the accounting, told to those who oversee the case, and followed by the statement. */
export async function recordEmergencyDisclosure(asked: Asked, visit: Visit) {
  const { tx, agencyId } = visit;
  const { clientId, classes, reason, channel, words } = asked;
  await findClient(tx, agencyId, clientId);
  await checkMayKnow(asked, visit);
  const [program] = await enrolledProgramsOf(visit, clientId);
  if (!program) throw badInput('on', 'There was never an enrollment. Enroll them first.');
  const toldAt = momentOf(asked, program.timeZone);
  if (Temporal.Instant.compare(toldAt, visit.at) > 0)
    throw badInput('time', 'This is still to come. Enter when they were told.');
  const told: ToldInEmergency = {
    clientId,
    enrollmentId: program.enrollmentId,
    person: asked.to,
    organizationId: await organizationOf(asked, visit),
    classes,
    reason,
    channel,
    toldAt,
    words,
  };
  const owed = statementFor(classes, Temporal.PlainDate.from(asked.on));
  const description = toldInEmergency(reason);
  const emergencyId = await recordToldInEmergency(visit, told, { owed, description });
  visit.touch(clientId, emergencyId);
  const supervisors = new Set(await supervisorsToTell(visit, emergencyId));
  await tellDocumentReady(visit, supervisors, '/emergency-reviews');
  return { emergencyId, statementDueOn: owed?.dueOn.toString() ?? null };
}

const momentOf = ({ on, time }: Asked, timeZone: string) =>
  Temporal.PlainDate.from(on).toZonedDateTime({ timeZone, plainTime: time }).toInstant();

/** The same for every client, whatever is known of them: a refusal must not tell what the case holds. */
async function checkMayKnow({ clientId, classes }: Asked, visit: Visit) {
  const readable = await readableClasses(visit, clientId);
  if (classes.every((each) => readable.includes(each))) return;
  throw badInput(
    'classes',
    'Only the case manager and their supervisor know these kinds. Choose general information alone, or ask them.',
  );
}

async function organizationOf(
  { to, clientId, on }: Asked,
  { tx, agencyId }: Visit,
): Promise<string | null> {
  if (to.kind === 'support') {
    const theirs = await supportsOf(tx, agencyId, [clientId]);
    if (!theirs.some(({ supportId }) => supportId === to.id)) throw new Refused('unknown-person');
    return null;
  }
  const history = await providerHistory(tx, agencyId, to.id);
  const [latest] = history;
  if (!latest) throw new Refused('unknown-person');
  return (asOn(history, Temporal.PlainDate.from(on)) ?? latest).organizationId;
}

import { isSilence, silenceDaysOf } from '#domain/attempts/silence.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import { agenciesOf, inEach, type Rounds } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import type { Visit } from '#server/platform/shell.ts';
import { proposeAttempts, type NewAttempt } from '#server/stores/attempts.ts';
import { programRulesOf, type ProgramRules } from '#server/stores/clock-facts.ts';
import {
  unansweredInvitations,
  type UnansweredInvitation,
} from '#server/stores/unanswered-invitations.ts';

const lookBack = { hours: 24 * 100 };
const soonest = { hours: 12 };

/** Proposes an attempt for each invitation that stayed without an answer; answers how many. A person confirms or dismisses it. */
export const proposeAfterSilence = async (rounds: Rounds) =>
  inEach(await agenciesOf(rounds.workerDatabase), rounds, (agencyId) => {
    const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
    return transact(rounds.workerDatabase, { asker, purpose: 'administration' }, (tx, { at }) =>
      proposeHere({ tx, at, agencyId }),
    );
  });

async function proposeHere(here: Pick<Visit, 'tx' | 'at' | 'agencyId'>): Promise<number> {
  const { at } = here;
  const sent = await unansweredInvitations(here, {
    after: at.subtract(lookBack),
    before: at.subtract(soonest),
  });
  const rules = await programRulesOf(here, [...new Set(sent.map(({ programId }) => programId))]);
  const proposals = sent.flatMap((each) => proposalOf(each, rules.get(each.programId)) ?? []);
  await proposeAttempts(here, proposals);
  return proposals.length;
}

/** What it was is known: a mail, and silence. What comes next is a suggestion that a person confirms with it. */
function proposalOf(
  sent: UnansweredInvitation,
  program: ProgramRules | undefined,
): NewAttempt | null {
  if (!program) return null;
  const { timeZone, policies } = program;
  const on = sent.sentAt.toZonedDateTimeISO(timeZone).toPlainDate();
  const policy = policyOn(inOrder(policies), on);
  if (!policy) return null;
  if (!isSilence(sent, { timeZone, days: silenceDaysOf(policy.attempts) })) return null;
  const { mailId, clientId, enrollmentId, to } = sent;
  const said = { channel: 'email', outcome: 'no_response', nextStep: 'call-again' } as const;
  return { mailId, clientId, enrollmentId, to, on, ...said };
}

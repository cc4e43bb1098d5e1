import { isSilence, silenceDaysOf } from '#domain/attempts/silence.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import { agenciesOf, inEach, type Rounds } from '#server/platform/daily.ts';
import { transact } from '#server/platform/database.ts';
import type { Visit } from '#server/platform/shell.ts';
import { proposeAttempts, type NewAttempt } from '#server/stores/contacts/attempts.ts';
import { programRulesOf, type ProgramRules } from '#server/stores/clock/clock-facts.ts';
import {
  unansweredExchanges,
  unansweredInvitations,
  type Unanswered,
} from '#server/stores/contacts/unanswered-requests.ts';

const lookBack = { hours: 24 * 100 };
const soonest = { hours: 12 };

/** Proposes an attempt for each invitation, and each request of an exchange by email, that stayed without an answer; answers how many. A person confirms or dismisses it. */
export const proposeAfterSilence = async (rounds: Rounds) =>
  inEach(await agenciesOf(rounds.workerDatabase), rounds, (agencyId) => {
    const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
    return transact(rounds.workerDatabase, { asker, purpose: 'administration' }, (tx, { at }) =>
      proposeHere({ tx, at, agencyId }),
    );
  });

async function proposeHere(here: Pick<Visit, 'tx' | 'at' | 'agencyId'>): Promise<number> {
  const { at } = here;
  const when = { after: at.subtract(lookBack), before: at.subtract(soonest) };
  const sent = [
    ...(await unansweredInvitations(here, when)),
    ...(await unansweredExchanges(here, when)),
  ];
  const rules = await programRulesOf(here, [...new Set(sent.map(({ programId }) => programId))]);
  const proposals = sent.flatMap((each) => proposalOf(each, rules.get(each.programId)) ?? []);
  await proposeAttempts(here, proposals);
  return proposals.length;
}

/** What it was is known: a mail, and silence. What comes next is a suggestion that a person confirms with it. */
function proposalOf(sent: Unanswered, program: ProgramRules | undefined): NewAttempt | null {
  if (!program) return null;
  const { timeZone, policies } = program;
  const on = sent.sentAt.toZonedDateTimeISO(timeZone).toPlainDate();
  const policy = policyOn(inOrder(policies), on);
  if (!policy) return null;
  if (!isSilence(sent, { timeZone, days: silenceDaysOf(policy.attempts) })) return null;
  const { mailId, exchangeMessageId, clientId, enrollmentId, to } = sent;
  const said = { channel: 'email', outcome: 'no_response', nextStep: 'call-again' } as const;
  return { mailId, exchangeMessageId, clientId, enrollmentId, to, on, ...said };
}

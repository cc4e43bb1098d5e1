import { actionProblems } from '#contract/actions.ts';
import { attemptProblems } from '#contract/attempts.ts';
import { billingProblems } from '#contract/billing.ts';
import { clockFactProblems } from '#contract/clock-facts/fact-parts.ts';
import { conferenceProblems } from '#contract/conferences/conference-problems.ts';
import { holdAfterwardsProblems } from '#contract/conferences/hold.ts';
import { outboxProblems } from '#contract/outbox.ts';
import { dueSnapshotProblems } from '#contract/due-snapshots.ts';
import { emergencyProblems } from '#contract/emergency.ts';
import { enrollmentProblems } from '#contract/enrollments.ts';
import { disclosureProblems } from '#contract/disclosures.ts';
import { directoryProblems } from '#contract/directory.ts';
import { providerKindProblems } from '#contract/provider-kinds.ts';
import { consentProblems } from '#contract/consents.ts';
import { changeProblems } from '#contract/changes.ts';
import { clientProblems } from '#contract/clients.ts';
import { careTeamProblems } from '#contract/care-team.ts';
import { filingProblems } from '#contract/filings.ts';
import { listRequestProblems } from '#contract/list-requests.ts';
import { openingProblems } from '#contract/openings.ts';
import { planVerificationProblems } from '#contract/plan-verifications.ts';
import { firstRunProblems } from '#contract/first-run.ts';
import { importProblems } from '#contract/import-problems.ts';
import { heldElsewhereProblems } from '#contract/held-elsewhere.ts';
import { commonProblems, type ProblemBody, type ProblemText } from '#contract/problem.ts';
import { privacyIncidentProblems } from '#contract/privacy-incidents.ts';
import { policyProblems } from '#contract/policies/policy-problems.ts';
import { programProblems } from '#contract/programs.ts';
import { guestProblems } from '#contract/guest.ts';
import { recoveryProblems } from '#contract/recovery.ts';
import { signInProblems } from '#contract/sign-in.ts';
import { staffAccessProblems } from '#contract/staff-access.ts';
import { staffProblems } from '#contract/staff-problems.ts';
import { statementProblems } from '#contract/statements.ts';
import { archiveProblems } from './archive-problems.ts';
import { printingProblems } from './pdf/printing-problems.ts';
import { Refused } from './refused.ts';

/** Every refusal that the product can give; what may not be seen looks absent. */
export const problemTexts: Record<string, ProblemText> = {
  ...commonProblems,
  ...actionProblems,
  ...attemptProblems,
  ...billingProblems,
  ...clockFactProblems,
  ...conferenceProblems,
  ...holdAfterwardsProblems,
  ...outboxProblems,
  ...importProblems,
  ...privacyIncidentProblems,
  ...statementProblems,
  ...disclosureProblems,
  ...archiveProblems,
  ...printingProblems,
  ...dueSnapshotProblems,
  ...emergencyProblems,
  ...enrollmentProblems,
  ...directoryProblems,
  ...providerKindProblems,
  ...consentProblems,
  ...changeProblems,
  ...clientProblems,
  ...careTeamProblems,
  ...filingProblems,
  ...listRequestProblems,
  ...openingProblems,
  ...planVerificationProblems,
  ...firstRunProblems,
  ...heldElsewhereProblems,
  ...policyProblems,
  ...programProblems,
  ...guestProblems,
  ...recoveryProblems,
  ...signInProblems,
  ...staffAccessProblems,
  ...staffProblems,
};

/** A connection that the work needed, as a rule the database's, ended or was not to be had: nobody knows whether the work was kept. */
const isOfConnection = (error: unknown) =>
  error instanceof Error &&
  (('code' in error && connectionCodes.has(String(error.code))) ||
    /^(Connection terminated|Client has encountered a connection error|Client was closed)/.test(
      error.message,
    ));

const connectionCodes = new Set(
  '57P01 57P02 57P03 53300 08000 08003 08006 ECONNRESET ECONNREFUSED EPIPE'.split(' '),
);

/** What a caller reads of an error, as an RFC 9457 problem. A fault says nothing but its reference. */
export function asProblem(error: unknown, reference: string): ProblemBody {
  if (error instanceof Refused) {
    const text = problemTexts[error.refusal];
    if (text) {
      const { fields, detail } = error;
      return {
        type: error.refusal,
        ...text,
        ...(fields ? { fields } : {}),
        ...(detail === undefined ? {} : { detail }),
      };
    }
  }
  if (isOfConnection(error))
    return {
      type: 'connection-broke',
      status: 503,
      title:
        'A connection that our server needs broke while this was under way. Look whether it was done, then try again; if it happens again, give the reference to your administrator.',
      reference,
    };
  return {
    type: 'fault',
    status: 500,
    title:
      'Something failed on our side. Nothing was changed. Try again; if it happens again, give the reference to your administrator.',
    reference,
  };
}

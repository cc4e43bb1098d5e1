import { actionRoutes } from './features/actions/routes.ts';
import { attemptRoutes } from './features/attempts/routes.ts';
import { auditRoutes } from './features/audit/routes.ts';
import { writeReviewLetterJob } from './features/audit/tell-reviews-that-wait.ts';
import { billingRoutes } from './features/billing/routes.ts';
import { careTeamRoutes } from './features/care-team/routes.ts';
import { changeRoutes } from './features/changes/routes.ts';
import { clientRoutes } from './features/clients/routes.ts';
import { clockFactRoutes } from './features/clock-facts/routes.ts';
import { makeConferenceFormJob } from '#server/features/conferences/close/make-conference-form.ts';
import { tellInvitationIsOffJob } from '#server/features/conferences/plan/tell-invitation-is-off.ts';
import { conferenceRoutes } from './features/conferences/routes.ts';
import { consentRoutes } from './features/consents/routes.ts';
import { withdrawUncoveredJob } from './features/consents/withdraw-uncovered-job.ts';
import { contactRoutes } from './features/contacts/routes.ts';
import { coordinationRoutes } from './features/coordination/routes.ts';
import { directoryRoutes } from './features/directory/routes.ts';
import { disclosureRoutes } from './features/disclosures/routes.ts';
import { dueSnapshotRoutes } from './features/due-snapshots/routes.ts';
import { takeDueSnapshotJob } from './features/due-snapshots/take-due-snapshot.ts';
import { emergencyRoutes } from './features/emergency/routes.ts';
import { enrollmentRoutes } from './features/enrollments/routes.ts';
import { filingRoutes } from './features/filings/routes.ts';
import { writeDigestJob } from './features/escalations/write-digest.ts';
import { firstRunRoutes } from './features/first-run/routes.ts';
import { guestRoutes } from './features/guest/routes.ts';
import { healthRoutes } from './features/health/routes.ts';
import { heldElsewhereRoutes } from './features/held-elsewhere/routes.ts';
import { importRoutes } from './features/imports/routes.ts';
import { outboxRoutes } from './features/outbox/routes.ts';
import { sendMailJob } from './features/outbox/send-mail.ts';
import { privacyIncidentRoutes } from './features/privacy-incidents/routes.ts';

import { policyRoutes } from './features/policies/routes.ts';
import { runPolicyJob } from './features/policies/run-policy.ts';
import { programRoutes } from './features/programs/routes.ts';
import { recordRoutes } from './features/record/routes.ts';
import { writeGuestCodeJob } from './features/guest/write-guest-code.ts';
import { writeGuestLinkJob } from './features/guest/write-guest-link.ts';
import { writeRecoveryMailJob } from './features/sign-in/write-recovery-mail.ts';
import { servicePlanRoutes } from './features/service-plan/routes.ts';
import { signInRoutes } from './features/sign-in/routes.ts';
import { writeRefusedRulesLetterJob } from './features/policies/tell-refused-rules.ts';
import { writeTrainingReminderJob } from './features/staff-access/remind-of-training.ts';
import { staffAccessRoutes } from './features/staff-access/routes.ts';
import { staffRoutes } from './features/staff/routes.ts';
import { statementRoutes } from './features/statements/routes.ts';
import { todayRoutes } from './features/today/routes.ts';
import { mount } from './platform/http.ts';
import type { JobHandlers } from './platform/jobs.ts';
import type { Route } from './platform/route.ts';
import type { Shell } from './platform/shell.ts';

export const routes: Route[] = [
  ...actionRoutes,
  ...attemptRoutes,
  ...auditRoutes(operations),
  ...billingRoutes,
  ...careTeamRoutes,
  ...changeRoutes,
  ...clientRoutes,
  ...clockFactRoutes,
  ...conferenceRoutes,
  ...consentRoutes,
  ...contactRoutes,
  ...coordinationRoutes,
  ...directoryRoutes,
  ...disclosureRoutes,
  ...dueSnapshotRoutes,
  ...emergencyRoutes,
  ...enrollmentRoutes,
  ...filingRoutes,
  ...firstRunRoutes,
  ...guestRoutes,
  ...healthRoutes,
  ...heldElsewhereRoutes,
  ...importRoutes,
  ...outboxRoutes,
  ...privacyIncidentRoutes,
  ...policyRoutes,
  ...programRoutes,
  ...recordRoutes,
  ...servicePlanRoutes,
  ...signInRoutes,
  ...staffAccessRoutes,
  ...staffRoutes,
  ...statementRoutes,
  ...todayRoutes,
];

export const jobHandlers: JobHandlers = {
  'send-mail': sendMailJob,
  'write-recovery-mail': writeRecoveryMailJob,
  'write-guest-code': writeGuestCodeJob,
  'write-guest-link': writeGuestLinkJob,
  'take-due-snapshot': takeDueSnapshotJob,
  'write-escalation-digest': writeDigestJob,
  'write-training-reminder': writeTrainingReminderJob,
  'write-refused-rules-letter': writeRefusedRulesLetterJob,
  'write-review-letter': writeReviewLetterJob,
  'make-conference-form': makeConferenceFormJob,
  'withdraw-uncovered': withdrawUncoveredJob,
  'tell-invitation-is-off': tellInvitationIsOffJob,
  'run-policy': runPolicyJob,
};

/** All that the trail can name. */
function operations(): string[] {
  const jobs = Object.keys(jobHandlers).map((job) => `job ${job}`);
  return [...routes.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`), ...jobs];
}

/** The whole product as one function from request to response. */
export const createApp = (shell: Shell) => mount(routes, shell);

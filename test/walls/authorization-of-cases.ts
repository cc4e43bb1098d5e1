import type { Lines, Row } from '#test/walls/authorization-actors.ts';

/** What case managers do for a case: its team and its supervisor, nobody else. */
const theCase: Row = {
  may: ['worker', 'colleague', 'supervisor'],
  refused: ['biller', 'auditor', 'admin'],
};
/** Who a client is and who works with them: administrators arrange that too. */
const thePerson: Row = {
  may: ['worker', 'colleague', 'supervisor', 'admin'],
  refused: ['biller', 'auditor'],
};
/** Who has the case from now on is not for a colleague to say. */
const whoHandsOver: Row = {
  may: ['worker', 'supervisor', 'admin'],
  notTheirs: ['colleague'],
  refused: ['biller', 'auditor'],
};
/** For those who answer for the case; a colleague sees it, and it is not theirs. */
const theWorker: Row = {
  may: ['worker', 'supervisor'],
  notTheirs: ['colleague'],
  refused: ['biller', 'auditor', 'admin'],
};
/** Of a restricted class: it is there for those who answer for the case alone. */
const theRestricted: Row = {
  may: ['worker', 'supervisor'],
  refused: ['biller', 'auditor', 'admin'],
};
/** For those who take part. */
const theRoom: Row = {
  may: ['worker', 'colleague'],
  notTheirs: ['supervisor'],
  refused: ['biller', 'auditor', 'admin'],
};
/** For the one who leads. */
const theFacilitator: Row = {
  may: ['worker'],
  notTheirs: ['colleague', 'supervisor'],
  refused: ['biller', 'auditor', 'admin'],
};
/** The stranger opened the case for an hour: it is there for nobody else, and nothing else is there for them. */
const inAnEmergency: Row = { may: ['stranger'], refused: ['biller', 'auditor', 'admin'] };
/** Whoever knows who a client of the agency is may say that it is an emergency. */
const whoCallsOneByName: Row = {
  may: ['worker', 'colleague', 'stranger', 'supervisor'],
  refused: ['biller', 'auditor', 'admin'],
};

/** Operations about one case: who is in it, and what is known of it. */
export const ofCases: Lines = [
  [
    theCase,
    [
      'POST /api/conferences/by-email',
      'GET /api/conferences/:conferenceId/reviews/:reviewId/exchange',
      'GET /api/conferences/:conferenceId/reviews/:reviewId/coordination',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/coordination',
      'POST /api/clients/:clientId/consent-scans',
      'POST /api/clients/:clientId/consents/stop-telling',
      'POST /api/revocation-notices/:noticeId/told',
      'GET /api/clients/:clientId/actions',
      'POST /api/actions/:actionItemId/done',
      'POST /api/actions/:actionItemId/cancel',
      'GET /api/clients/:clientId/attempts',
      'GET /api/clients/:clientId/attempts/new',
      'POST /api/clients/:clientId/attempts/people',
      'POST /api/clients/:clientId/attempts',
      'POST /api/attempts/:attemptId/correct',
      'POST /api/attempts/:attemptId/withdraw',
      'POST /api/attempts/confirm',
      'POST /api/attempts/dismiss',
      'GET /api/clients/:clientId/changes/new',
      'POST /api/clients/:clientId/changes',
      'GET /api/changes/:changeEventId/effects',
      'POST /api/changes/:changeEventId/correct',
      'POST /api/changes/:changeEventId/withdraw',
      'GET /api/clients/:clientId/clock-facts',
      'POST /api/enrollments/:enrollmentId/why',
      'POST /api/enrollments/:enrollmentId/reassessments',
      'POST /api/reassessments/:reassessmentId/correct',
      'POST /api/reassessments/:reassessmentId/withdraw',
      'POST /api/enrollments/:enrollmentId/exemptions',
      'POST /api/exemptions/:exemptionId/end',
      'POST /api/exemptions/:exemptionId/review',
      'POST /api/exemptions/:exemptionId/withdraw',
      'POST /api/enrollments/:enrollmentId/pauses',
      'POST /api/pauses/:pauseId/resume',
      'POST /api/pauses/:pauseId/review',
      'POST /api/pauses/:pauseId/withdraw',
      'POST /api/enrollments/:enrollmentId/snooze',
      'POST /api/snoozes/:snoozeId/end',
      'POST /api/conferences',
      'GET /api/conferences/:conferenceId',
      'GET /api/conferences/:conferenceId/colleagues',
      'POST /api/conferences/:conferenceId/clients',
      'POST /api/conferences/:conferenceId/people',
      'POST /api/conferences/:conferenceId/schedule',
      'POST /api/conferences/:conferenceId/roles',
      'GET /api/conferences/:conferenceId/agendas/:kind/:personId',
      'GET /api/conferences/:conferenceId/agendas/:kind/:personId/sheet.pdf',
      'GET /api/conferences/:conferenceId/sign-in-sheet.pdf',
      'POST /api/conferences/:conferenceId/invitations',
      'POST /api/conferences/:conferenceId/late-invitations',
      'POST /api/conferences/:conferenceId/people/take-off',
      'POST /api/conferences/:conferenceId/replies',
      'POST /api/conferences/:conferenceId/reschedule',
      'POST /api/conferences/:conferenceId/cancel',
      'POST /api/conferences/:conferenceId/start',
      'POST /api/conferences/:conferenceId/held',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/walk-ins/check',
      'GET /api/conferences/:conferenceId/closing',
      'POST /api/conferences/:conferenceId/close',
      'GET /api/reviews/:reviewId/void',
      'GET /api/reviews/:reviewId/billing',
      'POST /api/reviews/:reviewId/billing',
      'POST /api/reviews/:reviewId/billing/acknowledge',
      'POST /api/reviews/:reviewId/billing/take-back',
      'POST /api/reviews/:reviewId/preparation',
      'GET /api/reviews/:reviewId/form',
      'GET /api/reviews/:reviewId/form/:kind/:personId',
      'GET /api/clients/:clientId/consents',
      'POST /api/clients/:clientId/consents',
      'GET /api/clients/:clientId/may-tell',
      'POST /api/consents/:consentId/revoke',
      'GET /api/clients/:clientId/contact-frequency',
      'GET /api/clients/:clientId/contact-frequency/print',
      'GET /api/clients/:clientId/contacts/new',
      'POST /api/clients/:clientId/contacts/partners',
      'POST /api/clients/:clientId/contacts',
      'POST /api/contacts/:contactId/addenda',
      'GET /api/clients/:clientId/disclosures',
      'POST /api/clients/:clientId/disclosures/emergency',
      'GET /api/clients/:clientId/filings',
      'GET /api/clients/:clientId/service-plan',
      'POST /api/clients/:clientId/service-plan/answers',
      'POST /api/clients/:clientId/service-plan/answers/take-back',
      'GET /api/clients/:clientId/service-plan/verifications',
      'POST /api/clients/:clientId/service-plan/verifications',
      'POST /api/clients/:clientId/service-plan/verifications/take-back',
      'GET /api/filings/reviews/:reviewId',
      'GET /api/filings/attempts/:attemptId',
      'POST /api/filings',
      'POST /api/filings/:filingId/undo',
      'POST /api/filings/:filingId/put-right',
      'GET /api/conferences/:conferenceId/mails',
      'GET /api/clients/:clientId/record',
      'GET /api/clients/:clientId/record/year',
      'GET /api/clients/:clientId/record.pdf',
    ],
  ],
  [
    thePerson,
    [
      'GET /api/clients/:clientId/care-team',
      'POST /api/clients/:clientId/care-team/add',
      'POST /api/care-team/:careTeamMemberId/change',
      'POST /api/care-team/:careTeamMemberId/leave',
      'POST /api/clients/:clientId/supports',
      'POST /api/supports/:supportId/change',
      'GET /api/clients/:clientId',
      'GET /api/clients/:clientId/details',
      'POST /api/clients/:clientId/details',
      'POST /api/clients/:clientId/identifiers/add',
      'POST /api/clients/:clientId/identifiers/remove',
      'GET /api/clients/:clientId/enrollments',
      'POST /api/enrollments/:enrollmentId/reopen',
      'GET /api/clients/:clientId/held-elsewhere',
    ],
  ],
  [
    whoHandsOver,
    [
      'POST /api/clients/:clientId/enrollments',
      'POST /api/enrollments/:enrollmentId/assign',
      'POST /api/enrollments/:enrollmentId/end',
    ],
  ],
  [
    theWorker,
    [
      'POST /api/consents/:consentId/renewal-not-needed',
      'POST /api/consents/:consentId/end',
      'POST /api/consents/:consentId/withdraw',
      'POST /api/consents/:consentId/recipients',
      'POST /api/consents/:consentId/scans',
      'GET /api/clients/:clientId/looked',
      'GET /api/clients/:clientId/looked/print',
      'POST /api/reviews/:reviewId/void',
      'POST /api/reviews/:reviewId/restore',
      'GET /api/clients/:clientId/disclosures/print',
      'GET /api/clients/:clientId/disclosures/export',
    ],
  ],
  [
    theRestricted,
    [
      'GET /api/consent-papers/:paperId',
      'GET /api/consents/:consentId/copy',
      'GET /api/statements/:statementId/letter',
      'POST /api/statements/:statementId/given',
    ],
  ],
  [
    theRoom,
    [
      'POST /api/conferences/:conferenceId/reviews/:reviewId/minutes',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/attendance',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/not-covered',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/times',
      'POST /api/conferences/:conferenceId/mode-reason',
      'POST /api/conferences/:conferenceId/discard',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/entries',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/entries/:entryId',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/entries/:entryId/remove',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/action-items',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/action-items/:actionItemId',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/action-items/:actionItemId/remove',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/explanations',
    ],
  ],
  [
    theFacilitator,
    [
      'POST /api/conferences/:conferenceId/reviews/:reviewId/exchange/:messageId/remove',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/exchange',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/activate',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/walk-ins',
      'POST /api/conferences/:conferenceId/end',
      'POST /api/conferences/:conferenceId/reviews/:reviewId/summary',
    ],
  ],
  [
    inAnEmergency,
    [
      'GET /api/emergency/clients/:clientId',
      'GET /api/emergency/clients/:clientId/care-team',
      'GET /api/emergency/clients/:clientId/details',
      'GET /api/emergency/clients/:clientId/record',
      'POST /api/emergency/end',
    ],
  ],
  [whoCallsOneByName, ['POST /api/emergency/open']],
];

import type { Lines, Row } from '#test/walls/authorization-actors.ts';

/** Providers and their organizations, of one’s own agency. */
const theDirectory: Row = {
  may: ['worker', 'colleague', 'stranger', 'supervisor', 'admin'],
  refused: ['biller', 'auditor'],
};
/** Lists of what is one’s own: each reads theirs. */
const caseWork: Row = {
  may: ['worker', 'colleague', 'stranger', 'supervisor', 'elsewhere'],
  refused: ['biller', 'auditor', 'admin'],
};
const caseWorkAndAdmin: Row = {
  may: ['worker', 'colleague', 'stranger', 'supervisor', 'admin', 'elsewhere'],
  refused: ['biller', 'auditor'],
};
const oversight: Row = {
  may: ['supervisor', 'auditor', 'admin'],
  refused: ['worker', 'colleague', 'stranger', 'biller', 'elsewhere'],
};
/** By number, time and code: for whoever prepares bills, and for supervisors of their own programs. */
const whoPreparesBills: Row = {
  may: ['supervisor', 'biller'],
  refused: ['worker', 'colleague', 'stranger', 'auditor', 'admin', 'elsewhere'],
};
/** A past list belongs to whoever asked for it. */
const theirOwnLookBack: Row = {
  may: ['supervisor'],
  refused: ['worker', 'colleague', 'stranger', 'biller', 'elsewhere'],
};
const supervisors: Row = {
  may: ['supervisor'],
  refused: ['worker', 'colleague', 'stranger', 'biller', 'auditor', 'admin', 'elsewhere'],
};
const history: Row = {
  may: ['supervisor', 'admin'],
  refused: ['worker', 'colleague', 'stranger', 'biller', 'auditor', 'elsewhere'],
};
const administrators: Row = {
  may: ['admin'],
  refused: ['worker', 'colleague', 'stranger', 'supervisor', 'biller', 'auditor', 'elsewhere'],
};
const everybody: Row = {
  may: ['worker', 'colleague', 'stranger', 'supervisor', 'biller', 'auditor', 'admin', 'elsewhere'],
};
/** A mail of the case, for whoever may write in this matter; administrators keep the outbox. */
const whoSentIt: Row = { may: ['worker', 'colleague', 'supervisor', 'admin'] };

/** Operations about an agency: its lists, its people, its rules, and what happened in it. */
export const ofAgencies: Lines = [
  [
    theDirectory,
    [
      'GET /api/directory/providers/:providerId',
      'POST /api/directory/providers/:providerId',
      'POST /api/directory/organizations/:organizationId',
    ],
  ],
  [
    caseWork,
    [
      'GET /api/consents/ending',
      'GET /api/emergency/mine',
      'GET /api/emergency-disclosures',
      'GET /api/revocation-notices',
      'GET /api/actions',
      'GET /api/conferences',
      'GET /api/coordination',
      'GET /api/filings/open',
      'GET /api/filings/open.txt',
      'GET /api/service-plan/open',
      'GET /api/statements',
    ],
  ],
  [
    caseWorkAndAdmin,
    [
      'POST /api/clients/search',
      'POST /api/clients/duplicates',
      'POST /api/clients',
      'GET /api/provider-kinds',
      'POST /api/directory/search',
      'POST /api/directory/providers',
      'POST /api/directory/organizations',
      'GET /api/enrollment-choices',
      'GET /api/today/due',
      'GET /api/today/due/export',
      'POST /api/today/due/export/requests',
      'POST /api/today/due/beside',
      'GET /api/today/counts',
      'GET /api/today/now',
      'GET /api/today/waiting',
      'GET /api/updating',
    ],
  ],
  [
    whoPreparesBills,
    ['GET /api/billing', 'GET /api/billing/export', 'POST /api/billing/export/requests'],
  ],
  [
    oversight,
    [
      'GET /api/audit',
      'GET /api/audit/taken-out',
      'POST /api/audit/check',
      'POST /api/due-snapshots',
      'GET /api/due-snapshots',
    ],
  ],
  [
    theirOwnLookBack,
    [
      'GET /api/due-snapshots/:snapshotId',
      'POST /api/due-snapshots/:snapshotId/cancel',
      'POST /api/due-snapshots/:snapshotId/remove',
      'GET /api/due-snapshots/:snapshotId/export',
      'POST /api/due-snapshots/:snapshotId/export/requests',
    ],
  ],
  [
    supervisors,
    [
      'GET /api/privacy-incidents',
      'POST /api/privacy-incidents/:incidentId/review',
      'POST /api/statements/:statementId/not-needed',
    ],
  ],
  [
    history,
    [
      'GET /api/emergency/reviews',
      'POST /api/emergency/review',
      'GET /api/list-requests',
      'POST /api/list-requests/settle',
      'GET /api/openings',
      'GET /api/openings/weeks',
      'POST /api/openings/review',
      'GET /api/staff-changes',
      'POST /api/staff-changes/confirm',
      'POST /api/staff-changes/refuse',
      'GET /api/held-elsewhere/missing',
      'POST /api/held-elsewhere',
      'POST /api/held-elsewhere/check',
      'POST /api/held-elsewhere/apply',
    ],
  ],
  [
    administrators,
    [
      'GET /api/imports',
      'POST /api/import-files',
      'GET /api/imports/:importId',
      'GET /api/imports/:importId/rows',
      'POST /api/imports/:importId/choices',
      'POST /api/imports/:importId/choices/keep',
      'POST /api/imports/:importId/apply',
      'POST /api/imports/:importId/discard',
      'GET /api/outbox',
      'GET /api/policies',
      'GET /api/policies/version',
      'GET /api/policies/compare',
      'GET /api/policies/sheet.pdf',
      'POST /api/policies/draft',
      'POST /api/policies/draft/save',
      'POST /api/policies/draft/discard',
      'POST /api/policies/publish',
      'POST /api/policies/take-back',
      'POST /api/policies/preview',
      'GET /api/policies/preview',
      'POST /api/policies/preview/cancel',
      'GET /api/policies/preview/clients',
      'POST /api/provider-kinds',
      'POST /api/provider-kinds/rename',
      'POST /api/provider-kinds/retire',
      'POST /api/provider-kinds/bring-back',
      'POST /api/provider-kinds/remove',
      'GET /api/programs',
      'POST /api/programs',
      'POST /api/programs/team',
      'GET /api/staff-access',
      'POST /api/staff-access/rule',
      'POST /api/staff-access/titles',
      'POST /api/staff-access/titles/remove',
      'POST /api/staff-access/trainings',
      'POST /api/staff-access/trainings/withdraw',
      'GET /api/staff',
      'POST /api/staff/invite',
      'POST /api/staff/renew-invitation',
      'POST /api/staff/change',
      'POST /api/staff/deactivate',
      'POST /api/staff/reactivate',
      'POST /api/staff/unlock',
      'POST /api/staff/recover',
      'POST /api/staff/join-team',
      'POST /api/staff/leave-team',
      'GET /api/notice-texts',
      'POST /api/notice-texts',
    ],
  ],
  [
    everybody,
    [
      'GET /api/account',
      'GET /api/list-requests/own',
      'POST /api/account/password',
      'POST /api/account/codes/start',
      'POST /api/account/codes/confirm',
      'POST /api/account/codes/stop',
      'POST /api/account/passkeys/options',
      'POST /api/account/passkeys/add',
      'POST /api/account/passkeys/remove',
      'POST /api/account/sessions/end',
      'GET /api/account/access',
    ],
  ],
  [whoSentIt, ['POST /api/outbox/:mailId/send-again']],
];

/** Before anybody has said who they are. */
export const anybody: readonly string[] = [
  'POST /api/first-run/check',
  'POST /api/first-run',
  'GET /api/health',
  'GET /api/session',
  'POST /api/session/agency',
  'POST /api/session/lock',
  'POST /api/session/keep',
  'POST /api/session/prove',
  'POST /api/session/unlock',
  'POST /api/sign-out',
  'POST /api/sign-in',
  'POST /api/sign-in/code',
  'POST /api/sign-in/passkey/options',
  'POST /api/sign-in/passkey/verify',
  'POST /api/invitation/read',
  'POST /api/invitation/accept',
  'POST /api/recovery/ask',
  'POST /api/recovery/read',
  'POST /api/recovery/use',
];

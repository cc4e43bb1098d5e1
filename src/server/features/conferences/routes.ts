import * as agenda from '#contract/conferences/agenda.ts';
import * as capture from '#contract/conferences/capture.ts';
import * as close from '#contract/conferences/close.ts';
import * as coordination from '#contract/conferences/coordination.ts';
import * as exchange from '#contract/conferences/exchange.ts';
import * as hold from '#contract/conferences/hold.ts';
import * as invite from '#contract/conferences/invite.ts';
import * as voiding from '#contract/conferences/void.ts';
import * as walkIn from '#contract/conferences/walk-in.ts';
import * as plan from '#contract/conferences/plan.ts';
import { fileRoute, route } from '#server/platform/route.ts';
import {
  addActionItem,
  editActionItem,
  removeActionItem,
} from '#server/features/conferences/hold/agree-action-item.ts';
import { beginByEmail } from '#server/features/conferences/hold/begin-by-email.ts';
import { cancelConference } from '#server/features/conferences/plan/cancel-conference.ts';
import { closeConference } from '#server/features/conferences/close/close-conference.ts';
import { confirmSummary } from '#server/features/conferences/hold/confirm-summary.ts';
import { endConference } from '#server/features/conferences/hold/end-conference.ts';
import { explainReview } from '#server/features/conferences/hold/explain-review.ts';
import {
  activateReview,
  adjustMinutes,
  correctTimes,
  discardConference,
  markNotCovered,
} from '#server/features/conferences/hold/lead-conference.ts';
import { holdAfterwards } from '#server/features/conferences/hold/hold-afterwards.ts';
import { inviteLate } from '#server/features/conferences/plan/invite-late.ts';
import { checkWalkIn, letIn } from '#server/features/conferences/hold/let-in.ts';
import { listColleagues } from '#server/features/conferences/plan/list-colleagues.ts';
import { listConferences } from './list-conferences.ts';
import { openForm } from '#server/features/conferences/close/open-form.ts';
import { previewAgenda } from '#server/features/conferences/plan/preview-agenda.ts';
import { printAgenda } from '#server/features/conferences/plan/print-agenda.ts';
import { printFormFor } from '#server/features/conferences/close/print-form-for.ts';
import { printSignInSheet } from '#server/features/conferences/plan/print-sign-in-sheet.ts';
import { readClosing } from '#server/features/conferences/close/read-closing.ts';
import { readConference } from './read-conference.ts';
import { recordAttendance } from '#server/features/conferences/hold/record-attendance.ts';
import { recordReply } from '#server/features/conferences/plan/record-reply.ts';
import { reschedule } from '#server/features/conferences/plan/reschedule.ts';
import {
  linkContact,
  readReviewCoordination,
} from '#server/features/conferences/hold/review-coordination.ts';
import { saveClients } from '#server/features/conferences/plan/save-clients.ts';
import { savePeople } from '#server/features/conferences/plan/save-people.ts';
import { saveRoles } from '#server/features/conferences/plan/save-roles.ts';
import { saveSchedule } from '#server/features/conferences/plan/save-schedule.ts';
import { sayWhyNotInPerson } from '#server/features/conferences/hold/say-why-not-in-person.ts';
import { sendInvitations } from '#server/features/conferences/plan/send-invitations.ts';
import { startConference } from '#server/features/conferences/hold/start-conference.ts';
import { startDraft } from '#server/features/conferences/plan/start-draft.ts';
import { takeOff } from '#server/features/conferences/plan/take-off.ts';
import {
  readVoid,
  restoreReview,
  voidReview,
} from '#server/features/conferences/close/void-review.ts';
import { addEntry, editEntry, removeEntry } from '#server/features/conferences/hold/write-entry.ts';
import {
  addMessage,
  readExchange,
  removeMessage,
} from '#server/features/conferences/hold/write-exchange.ts';

const purpose = 'care-coordination' as const;
const writes = { needs: 'record:write', purpose } as const;
const reads = { needs: 'conference:read', purpose } as const;
const plans = { needs: 'conference:plan', purpose } as const;
const holds = { needs: 'conference:hold', purpose } as const;
const closes = { needs: 'conference:close', purpose } as const;

export const conferenceRoutes = [
  route(plan.startDraft, plans, startDraft),
  route(plan.listConferences, reads, listConferences),
  route(plan.readConference, reads, readConference),
  route(plan.listColleagues, plans, listColleagues),
  route(plan.saveClients, plans, saveClients),
  route(plan.savePeople, plans, savePeople),
  route(plan.saveSchedule, plans, saveSchedule),
  route(plan.saveRoles, plans, saveRoles),
  route(agenda.previewAgenda, plans, previewAgenda),
  fileRoute(agenda.printAgenda, plans, printAgenda),
  fileRoute(agenda.printSignInSheet, plans, printSignInSheet),
  route(invite.sendInvitations, plans, sendInvitations),
  route(invite.inviteLate, plans, inviteLate),
  route(invite.takeOff, plans, takeOff),
  route(invite.recordReply, plans, recordReply),
  route(invite.reschedule, plans, reschedule),
  route(invite.cancelConference, plans, cancelConference),
  route(hold.startConference, holds, startConference),
  route(hold.holdAfterwards, holds, holdAfterwards),
  route(hold.activateReview, holds, activateReview),
  route(hold.adjustMinutes, holds, adjustMinutes),
  route(hold.recordAttendance, holds, recordAttendance),
  route(walkIn.checkWalkIn, holds, checkWalkIn),
  route(walkIn.letIn, holds, letIn),
  route(hold.markNotCovered, holds, markNotCovered),
  route(hold.correctTimes, holds, correctTimes),
  route(hold.endConference, holds, endConference),
  route(hold.discardConference, holds, discardConference),
  route(capture.addEntry, holds, addEntry),
  route(capture.editEntry, holds, editEntry),
  route(capture.removeEntry, holds, removeEntry),
  route(capture.confirmSummary, holds, confirmSummary),
  route(capture.addActionItem, holds, addActionItem),
  route(capture.editActionItem, holds, editActionItem),
  route(capture.removeActionItem, holds, removeActionItem),
  route(capture.explainReview, holds, explainReview),
  route(
    coordination.readReviewCoordination,
    { needs: 'record:read', purpose },
    readReviewCoordination,
  ),
  route(coordination.linkContact, writes, linkContact),
  route(exchange.beginByEmail, plans, beginByEmail),
  route(exchange.readExchange, reads, readExchange),
  route(exchange.addMessage, holds, addMessage),
  route(exchange.removeMessage, holds, removeMessage),
  route(close.readClosing, closes, readClosing),
  route(close.sayWhyNotInPerson, holds, sayWhyNotInPerson),
  route(close.closeConference, closes, closeConference),
  route(voiding.readVoid, closes, readVoid),
  route(voiding.voidReview, closes, voidReview),
  route(voiding.restoreReview, closes, restoreReview),
  fileRoute(close.openConferenceForm, { needs: 'record:read', purpose }, openForm),
  fileRoute(close.printFormFor, { needs: 'record:write', purpose }, printFormFor),
];

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
import { addActionItem, editActionItem, removeActionItem } from './agree-action-item.ts';
import { beginByEmail } from './begin-by-email.ts';
import { cancelConference } from './cancel-conference.ts';
import { closeConference } from './close-conference.ts';
import { confirmSummary } from './confirm-summary.ts';
import { endConference } from './end-conference.ts';
import { explainReview } from './explain-review.ts';
import {
  activateReview,
  adjustMinutes,
  correctTimes,
  discardConference,
  markNotCovered,
} from './lead-conference.ts';
import { holdAfterwards } from './hold-afterwards.ts';
import { inviteLate } from './invite-late.ts';
import { checkWalkIn, letIn } from './let-in.ts';
import { listColleagues } from './list-colleagues.ts';
import { listConferences } from './list-conferences.ts';
import { openForm } from './open-form.ts';
import { previewAgenda } from './preview-agenda.ts';
import { printAgenda } from './print-agenda.ts';
import { printFormFor } from './print-form-for.ts';
import { printSignInSheet } from './print-sign-in-sheet.ts';
import { readClosing } from './read-closing.ts';
import { readConference } from './read-conference.ts';
import { recordAttendance } from './record-attendance.ts';
import { recordReply } from './record-reply.ts';
import { reschedule } from './reschedule.ts';
import { linkContact, readReviewCoordination } from './review-coordination.ts';
import { saveClients } from './save-clients.ts';
import { savePeople } from './save-people.ts';
import { saveRoles } from './save-roles.ts';
import { saveSchedule } from './save-schedule.ts';
import { sayWhyNotInPerson } from './say-why-not-in-person.ts';
import { sendInvitations } from './send-invitations.ts';
import { startConference } from './start-conference.ts';
import { startDraft } from './start-draft.ts';
import { takeOff } from './take-off.ts';
import { readVoid, restoreReview, voidReview } from './void-review.ts';
import { addEntry, editEntry, removeEntry } from './write-entry.ts';
import { addMessage, readExchange, removeMessage } from './write-exchange.ts';

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
  route(plan.previewAgenda, plans, previewAgenda),
  fileRoute(plan.printAgenda, plans, printAgenda),
  fileRoute(plan.printSignInSheet, plans, printSignInSheet),
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

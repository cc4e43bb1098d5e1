import { problems } from '#contract/problem.ts';

export const conferenceProblems = problems({
  'client-twice': {
    status: 422,
    title: 'Nobody is discussed twice in one conference. Take the second one out.',
  },
  'client-has-died': {
    status: 409,
    title:
      'Somebody among them has died, so no conference is planned with them. End the enrollment.',
  },
  'linked-already': {
    status: 409,
    title: 'This contact belongs to this conference already. Nothing is left to do.',
  },
  'no-client': { status: 422, title: 'Choose at least one person to discuss.' },
  'reason-missing': { status: 422, title: 'Give a reason for each person to be discussed.' },
  'minutes-not-positive': {
    status: 422,
    title: 'Give each person to be discussed at least one minute.',
  },
  'no-agenda-now': {
    status: 409,
    title: 'An agenda is printed once the invitations went out, and until the conference begins.',
  },
  'time-missing': { status: 422, title: 'Choose a date and a time first.' },
  'ends-before-it-starts': { status: 422, title: 'The end has to lie after the start.' },
  'starts-in-the-past': {
    status: 422,
    title: 'The meeting would start in the past. Choose a later time.',
  },
  'nobody-to-invite': {
    status: 422,
    title: 'Nobody can be invited. Add people, or ask for the consents that are missing.',
  },
  'not-staff-of-this-meeting': {
    status: 422,
    title: 'Roles go to staff who take part. Add the person to the conference first.',
  },
  'role-needs-every-client': {
    status: 422,
    title:
      'Whoever holds a role has to be able to see everybody whom the conference is about. Choose somebody else.',
  },
  'needs-every-client': {
    status: 422,
    title:
      'Only somebody who can see everything in this conference can do this. Ask its facilitator or your supervisor.',
  },
  'letters-wait-to-leave': {
    status: 409,
    title:
      'A letter of this meeting still waits to leave, and whom you add may bear on it. Add them once it has left.',
  },
  'conference-not-planned': {
    status: 409,
    title:
      'This conference is not being planned any more, so its plan cannot be changed. Look at how it stands now.',
  },
  'conference-not-draft': {
    status: 409,
    title:
      'The invitations of this conference were sent already. Whoever was added since is invited beside their name.',
  },
  'conference-not-scheduled': {
    status: 409,
    title:
      'This conference is not waiting to begin. Send its invitations first, or look at how it stands now.',
  },
  'conference-already-started': {
    status: 409,
    title: 'This conference has begun already. End it, or record that it was not held.',
  },
  'conference-not-in-session': {
    status: 409,
    title: 'This conference is not in session. Start it first, or look at how it stands now.',
  },
  'conference-not-open': {
    status: 409,
    title:
      'Nothing can be written in this conference now. Once it is over, what is missing is recorded as a contact on the chart.',
  },
  'conference-not-ended': { status: 409, title: 'End the conference first.' },
  'conference-already-closed': {
    status: 409,
    title: 'Somebody has closed this conference already. The receipt shows what became of it.',
  },
  'conference-has-content': {
    status: 409,
    title:
      'Something was written down in this conference, so it cannot be recorded as not held. End it and close it instead.',
  },
  'not-yours-to-rewrite': {
    status: 409,
    title:
      'Whoever wrote this changes it, or somebody who may read the whole case. You can take it out and write it again.',
  },
  'not-taking-part': {
    status: 403,
    title:
      'Only staff who take part in this conference, or who planned it, change something in it. Whoever planned or leads it can let you in.',
  },
  'not-invited': {
    status: 422,
    title: 'This person was not invited. Invite them first.',
  },
  'not-an-attendee': {
    status: 422,
    title: 'This person does not take part in the conference. Add them first.',
  },
  'not-of-this-client': {
    status: 422,
    title:
      'This person belongs to another review. To this one come only whom it is about and their own support.',
  },
  'walk-in-without-consent': {
    status: 409,
    title: 'No consent lets this person hear what is said here. Read what it means, then decide.',
  },
  'review-not-closed': {
    status: 409,
    title: 'This review is not closed, so it cannot be void. Close the conference first.',
  },
  'not-yours-to-void': {
    status: 403,
    title:
      'A supervisor of the program, or whoever led the conference, decides this. Ask one of them.',
  },
  'papers-let-nothing-out': {
    status: 409,
    title:
      'No paper on file lets this person learn of this conference today. Have one signed first.',
  },
  'void-tells-nobody': {
    status: 409,
    title:
      'This review is void: no copy of it is handed out. Restore it first, if it is not void after all.',
  },
  'already-void': {
    status: 409,
    title: 'Somebody has declared this review void already. Look at the reason that was given.',
  },
  'not-void': { status: 409, title: 'This review is not void, so there is nothing to restore.' },
  'holds-a-role': {
    status: 422,
    title: 'This person holds a role in the meeting. Give the role to somebody else first.',
  },
  'facilitator-missing': { status: 422, title: 'Choose a facilitator before you start.' },
  'timekeeper-missing': { status: 422, title: 'Choose a timekeeper before you start.' },
  'notetaker-missing': { status: 422, title: 'Choose a notetaker before you start.' },
  'only-the-facilitator-leads': {
    status: 403,
    title:
      'Only the facilitator can do this. Ask them, or choose another facilitator before it begins.',
  },
  'only-the-facilitator-confirms': {
    status: 403,
    title: 'Only the facilitator confirms the summary. Ask them to confirm it.',
  },
  'only-the-facilitator-closes': {
    status: 403,
    title: 'Only the facilitator closes the conference. Ask them to close it.',
  },
  'review-already-begun': {
    status: 409,
    title: 'This review was opened already. Go on with what is open.',
  },
  'review-already-over': {
    status: 409,
    title: 'The time of this review is over already. Add what is missing as a line afterwards.',
  },
  'review-not-begun': { status: 409, title: 'Open this review first.' },
  'review-has-content': {
    status: 409,
    title:
      'Something was written down in this review, so it was held. End it instead of leaving it out.',
  },
  'moment-out-of-order': {
    status: 409,
    title: 'The clock says that this is too early. Try again.',
  },
  'presence-outside-review': {
    status: 422,
    title: 'Nobody can be there before the review begins or after it ends. Correct the times.',
  },
  'author-not-at-this-review': {
    status: 422,
    title:
      'Only people who are there in this review can be the author of a line. Mark them as here first, or choose another author.',
  },
  'outside-the-conference': {
    status: 422,
    title: 'The times have to lie within the meeting. Correct them.',
  },
  'reviews-overlap': {
    status: 422,
    title:
      'One at a time: these times overlap with those of another review. Let one end before the next begins.',
  },
  'no-such-need': {
    status: 422,
    title: 'That need is not on this list any more. Choose another.',
  },
  'due-date-passed': {
    status: 422,
    title: 'The due date has passed already. Choose today or later.',
  },
  'email-does-not-count': {
    status: 422,
    title:
      'In this program an exchange by email is not a conference. Record it as a contact instead.',
  },
  'not-by-email': {
    status: 409,
    title: 'This conference is not held by email. Write into its lists instead.',
  },
  'presence-by-email': {
    status: 409,
    title: 'By email, whoever wrote took part. Put their email on record, or take it off.',
  },
  'exchange-answered': {
    status: 409,
    title:
      'A provider has answered, so this was held. Close it, or take off the answer that was put there by mistake.',
  },
  'sent-in-the-future': {
    status: 422,
    title: 'This time has not come yet. Give the date and time that the email bears.',
  },
  'own-staff-only': {
    status: 422,
    title:
      'An internal case review is among your own staff. Leave out everybody else, or make it a conference.',
  },
  'answered-outside-enrollment': {
    status: 422,
    title:
      'The day of this answer lies outside the enrollment, so it would count for nothing. Correct the day of the answer.',
  },
  'message-twice': {
    status: 409,
    title:
      'An email of this person and this minute is on record already. Correct the minute if this is another one.',
  },
  'closing-checks-open': {
    status: 409,
    title: 'Something is still missing. The list of what to put right says where.',
  },
});

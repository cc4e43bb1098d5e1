import { actions, note, offer, type Body, type Shown } from '#test/walls/offer.ts';

function mailsToSendAgain({ mails }: Body) {
  return mails.map(({ mailId, maySendAgain }: Body) =>
    offer('send a mail again', maySendAgain, `/api/outbox/${mailId}/send-again`),
  );
}

/** What left is offered to the staff of its meeting, beside the meeting. */
export const mailsOfMeeting = (conferenceId: string): Shown => ({
  read: `/api/conferences/${conferenceId}/mails`,
  offers: mailsToSendAgain,
});

export const ofOversight: Shown[] = [
  { read: '/api/actions', offers: ({ mine, followedUp }) => actions([...mine, ...followedUp]) },
  {
    read: '/api/privacy-incidents?show=all',
    offers: ({ incidents }) =>
      incidents.map(({ incidentId, may }: Body) =>
        offer('review an incident', may.review, `/api/privacy-incidents/${incidentId}/review`, {
          outcome: 'unfounded',
          note,
        }),
      ),
  },
  {
    read: '/api/statements?show=all',
    offers: ({ statements }) =>
      statements.flatMap(({ statementId: id, may }: Body) => [
        offer('give a statement', may.give, `/api/statements/${id}/given`, {
          on: '2027-03-22',
          way: 'by-hand',
        }),
        offer('drop a statement', may.drop, `/api/statements/${id}/not-needed`, {
          why: 'was-not-there',
        }),
      ]),
  },
  {
    read: '/api/emergency/reviews',
    offers: ({ emergencies }) =>
      emergencies.map(({ accessId, may }: Body) =>
        offer('review an emergency', may.review, '/api/emergency/review', {
          accessId,
          outcome: 'justified',
          note,
        }),
      ),
  },
  {
    read: '/api/openings',
    offers: ({ openings, startsOn }) =>
      openings.map(({ staffId, client: { clientId }, may }: Body) =>
        offer('review an opening', may.review, '/api/openings/review', {
          staffId,
          clientId,
          week: startsOn,
          outcome: 'by-chance',
        }),
      ),
  },
  {
    read: '/api/staff-changes',
    offers: ({ changes }) =>
      changes.flatMap(({ changeId, may }: Body) => [
        offer('confirm a change of staff', may.confirm, '/api/staff-changes/confirm', { changeId }),
        offer('refuse a change of staff', may.refuse || may.withdraw, '/api/staff-changes/refuse', {
          changeId,
        }),
      ]),
  },
  { read: '/api/outbox', offers: mailsToSendAgain },
];

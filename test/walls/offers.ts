import { actions, note, offer, type Body, type Shown } from '#test/walls/offer.ts';
import { mailsOfMeeting, ofOversight } from '#test/walls/offers-of-oversight.ts';

/** What the world of the wall holds, by what it is. */
export type Places = {
  clientId: string;
  enrollmentId: string;
  teamId: string;
  programId: string;
  otherProgramId: string;
  otherTeamId: string;
  closedReviewId: string;
  providerId: string;
  conferencesWithMail: string[];
  meetings: Record<'draft' | 'scheduled' | 'inSession' | 'ended', string>;
};

export const ofBilling = (id: string): Shown => ({
  read: `/api/reviews/${id}/billing`,
  offers: ({ may, billed }) => [
    offer('bill', may.bill, `/api/reviews/${id}/billing`),
    offer('take a billing back', may.takeBack, `/api/reviews/${id}/billing/take-back`, {
      billingId: billed?.billingId ?? id,
      why: 'in-error',
    }),
    offer('note preparation', may.prepare, `/api/reviews/${id}/preparation`, { minutes: 5 }),
    offer('acknowledge family', may.acknowledge, `/api/reviews/${id}/billing/acknowledge`),
  ],
});

const ofVoid = (id: string): Shown => ({
  read: `/api/reviews/${id}/void`,
  offers: ({ may, seen }) => [
    offer('declare void', may.change, `/api/reviews/${id}/void`, { seen, reason: note }),
  ],
});

const ofMeeting = (id: string): Shown => ({
  read: `/api/conferences/${id}`,
  offers: ({ may, version, state, reviews, roles }) => {
    const path = `/api/conferences/${id}`;
    const [review] = reviews;
    const at = `${path}/reviews/${review.reviewId}`;
    const isOpen = state === 'in-session' || state === 'ended';
    return [
      offer(`plan roles, ${state}`, may.plan, `${path}/roles`, { version, roles }),
      offer(`invite, ${state}`, may.invite, `${path}/invitations`, { version }),
      // To start what has been started changes nothing, and is answered so.
      ...(state === 'in-session' ? [] : [offer(`start, ${state}`, may.start, `${path}/start`)]),
      offer(`end, ${state}`, may.lead, `${path}/end`),
      offer(`close, ${state}`, may.close, `${path}/close`),
      ...(isOpen
        ? [offer(`write, ${state}`, may.write, `${at}/entries`, { kind: 'need', text: 'A bed.' })]
        : []),
    ];
  },
});

const ofConsents = ({ clientId }: Places): Shown[] => [
  {
    read: `/api/clients/${clientId}/consents`,
    offers: ({ consents }) =>
      consents
        .filter(({ standing }: Body) => standing === 'in-force')
        .flatMap(({ consentId: id, mayChange }: Body) => [
          offer('end a consent', mayChange, `/api/consents/${id}/end`, { on: '2027-03-22' }),
          offer('withdraw a consent', mayChange, `/api/consents/${id}/withdraw`, {
            reason: 'wrong-client',
          }),
        ]),
  },
  {
    read: '/api/consents/ending?within=30&whose=all',
    offers: ({ consents }) =>
      consents.map(({ consentId, mayDismiss }: Body) =>
        offer('dismiss a renewal', mayDismiss, `/api/consents/${consentId}/renewal-not-needed`, {
          reason: 'client-declined',
        }),
      ),
  },
];

const ofClient = (at: Places): Shown[] => {
  const path = `/api/clients/${at.clientId}`;
  return [
    {
      read: path,
      offers: ({ may }) => [
        offer('set up a conference', may.plan, '/api/conferences', {
          enrollmentIds: [at.enrollmentId],
        }),
      ],
    },
    { read: `${path}/actions`, offers: ({ items }) => actions(items) },
    {
      read: `${path}/service-plan`,
      offers: ({ items, may }) =>
        items.map(({ actionItemId, answer }: Body) =>
          offer('answer for the plan', may.answer, `${path}/service-plan/answers`, {
            items: [{ actionItemId, seen: answer?.answerId ?? null }],
            answer: 'agreed',
            givenBy: 'client',
            how: 'telephone',
            on: '2027-03-20',
          }),
        ),
    },
    {
      read: `${path}/service-plan/verifications`,
      offers: ({ rows }) =>
        rows.map(({ reviewId, found, mayVerify }: Body) =>
          offer('verify the plan', mayVerify, `${path}/service-plan/verifications`, {
            reviewId,
            seen: found?.verificationId ?? null,
            result: 'missing',
            on: '2027-03-20',
          }),
        ),
    },
    {
      read: `${path}/clock-facts`,
      offers: ({ mayWrite }) => [
        offer(
          'write of a reassessment',
          mayWrite,
          `/api/enrollments/${at.enrollmentId}/reassessments`,
          {
            on: '2027-03-20',
          },
        ),
        offer('write of a change', mayWrite, `${path}/changes`, {
          code: 'nonadherence',
          on: '2027-03-20',
        }),
      ],
    },
    {
      read: `${path}/enrollments`,
      offers: ({ enrollments, mayEnroll, mayPlan }) => [
        offer('enroll', mayEnroll, `${path}/enrollments`, {
          programId: at.otherProgramId,
          teamId: at.otherTeamId,
          startedOn: '2027-03-20',
        }),
        offer('plan from the enrollments', mayPlan, '/api/conferences', {
          enrollmentIds: [at.enrollmentId],
        }),
        ...enrollments.map(({ enrollmentId: id, teamId, workerId, mayAssign }: Body) =>
          offer('hand an enrollment over', mayAssign, `/api/enrollments/${id}/assign`, {
            teamId,
            workerId,
            from: '2027-03-21',
          }),
        ),
      ],
    },
    {
      read: `${path}/held-elsewhere`,
      offers: ({ mayRecord }) => [
        offer('record as held elsewhere', mayRecord, '/api/held-elsewhere', {
          enrollmentIds: [at.enrollmentId],
          heldOn: '2026-12-01',
          source: 'told-by-provider',
        }),
      ],
    },
    {
      read: `${path}/care-team`,
      offers: ({ mayNameCaseManager }) => [
        offer('name a case manager', mayNameCaseManager, `${path}/care-team/add`, {
          kind: 'staff',
          personId: at.providerId,
          isCaseManager: true,
          from: '2027-03-20',
        }),
      ],
    },
  ];
};

/** Every page whose records carry what may be done with them. */
export const shownIn = (at: Places): Shown[] => [
  ...ofClient(at),
  ...ofConsents(at),
  ofBilling(at.closedReviewId),
  ofVoid(at.closedReviewId),
  ...Object.values(at.meetings).map(ofMeeting),
  ...ofOversight,
  ...at.conferencesWithMail.map(mailsOfMeeting),
];

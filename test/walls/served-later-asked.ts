import type { ServedWorld } from '#test/walls/served-later-world.ts';

/** Pages about one review, and about one person in it. */
export const partsOf = ({
  meeting,
  ahead,
  email,
  client,
  counselor,
  physician,
  ana,
}: ServedWorld) =>
  [
    { conferenceId: meeting.conferenceId, reviewId: meeting.reviewIds[0] },
    { conferenceId: ahead.conferenceId, reviewId: ahead.reviewIds[0] },
    email,
  ].flatMap(({ conferenceId, reviewId }) => [
    `/api/conferences/${conferenceId}/reviews/${reviewId}/coordination`,
    `/api/conferences/${conferenceId}/reviews/${reviewId}/exchange`,
    ...[
      `provider/${counselor.providerId}`,
      `provider/${physician.providerId}`,
      `client/${client.clientId}`,
      `staff/${ana.staffId}`,
    ].flatMap((person) => [
      `/api/reviews/${reviewId}/form/${person}`,
      `/api/conferences/${conferenceId}/agendas/${person}`,
      `/api/conferences/${conferenceId}/agendas/${person}/sheet.pdf`,
    ]),
    `/api/conferences/${conferenceId}/sign-in-sheet.pdf`,
  ]);

export const perClient = ({ client, counselor }: ServedWorld) => [
  `/api/clients/${client.clientId}/may-tell?providerId=${counselor.providerId}`,
  `/api/clients/${client.clientId}/may-tell?organizationId=${counselor.organizationId}`,
  `/api/clients/${client.clientId}/contact-frequency?from=2027-01-01&until=2027-03-15`,
  `/api/clients/${client.clientId}/contact-frequency/print?from=2027-01-01&until=2027-03-15`,
  `/api/coordination?from=2027-01-01&until=2027-03-15`,
  `/api/today/due?scope=team&providerId=${counselor.providerId}`,
  `/api/today/due?scope=all&providerId=${counselor.providerId}`,
  `/api/clients/${client.clientId}/record/year?year=2027`,
  `/api/clients/${client.clientId}/contacts/partners?text=Mar`,
  `/api/clients/${client.clientId}/attempts/people?text=Mar`,
  ...['everything', 'hipaa', 'part2', 'hiv'].flatMap((accounting) => [
    `/api/clients/${client.clientId}/disclosures?accounting=${accounting}`,
    `/api/clients/${client.clientId}/disclosures/export?accounting=${accounting}`,
  ]),
  ...['open', 'settled', 'all'].flatMap((show) => [
    `/api/statements?show=${show}`,
    `/api/statements?show=${show}&clientId=${client.clientId}`,
    `/api/revocation-notices?show=${show}`,
    `/api/privacy-incidents?show=${show}`,
  ]),
];

/** What somebody might do to find out. */
export const tries = ({ client, counselor, meeting, ahead, email, ana }: ServedWorld) => {
  const person = { kind: 'provider', id: counselor.providerId };
  const at = `/api/clients/${client.clientId}`;
  const of = (place: { conferenceId: string }) => `/api/conferences/${place.conferenceId}`;
  const next = `${of(ahead)}/reviews/${ahead.reviewIds[0]}`;
  const contact = { activity: 'advocacy', channel: 'phone', on: '2027-03-15', note: 'A ride.' };
  return [
    [`${at}/contacts`, { ...contact, partner: person }],
    [`${at}/contacts`, { ...contact, partner: person, told: ['general'], time: '11:30' }],
    [
      `${at}/contacts`,
      { ...contact, partner: { kind: 'organization', id: counselor.organizationId } },
    ],
    [`${at}/contacts`, { ...contact, partner: person, reviewId: meeting.reviewIds[0] }],
    [
      `${at}/disclosures/emergency`,
      {
        to: person,
        classes: ['general'],
        reason: 'medical-emergency',
        channel: 'telephone',
        on: '2027-03-15',
        time: '05:30',
        words: 'They had to know what she takes.',
      },
    ],
    [
      `${at}/consents`,
      {
        form: 'agency-release',
        recipients: [person],
        classes: ['general'],
        purposes: ['case_conference'],
        validFrom: '2027-03-01',
        validUntil: '2027-12-01',
        signedOn: '2027-03-01',
      },
    ],
    [`${at}/consents/stop-telling/preview`, { recipient: person }],
    [
      `${at}/consents/stop-telling/preview`,
      { recipient: { kind: 'organization', id: counselor.organizationId } },
    ],
    [`${at}/consents/stop-telling`, { recipient: person }],
    [
      `${of(ahead)}/late-invitations`,
      { version: 'any', attendees: [{ person, reviewIds: [ahead.reviewIds[0]] }] },
    ],
    [`${of(ahead)}/people/take-off`, { version: 'any', person }],
    [`${of(ahead)}/replies`, { person, reply: 'accepted' }],
    [
      `${of(ahead)}/people`,
      { version: 'any', attendees: [{ person, reviewIds: [ahead.reviewIds[0]] }] },
    ],
    [`${next}/walk-ins/check`, { person }],
    [`${of(email)}/reviews/${email.reviewId}/walk-ins/check`, { person }],
    [`${of(email)}/reviews/${email.reviewId}/walk-ins`, { person, knowsOfNoConsent: true }],
    [
      `${of(email)}/reviews/${email.reviewId}/exchange`,
      {
        from: person,
        sentAt: '2027-03-15T13:45:00Z',
        text: 'Well.',
        isSubstantive: true,
        isCopy: true,
      },
    ],
    [
      `${of(ahead)}/reschedule`,
      {
        version: 'any',
        schedule: {
          on: '2027-03-26',
          time: '10:00',
          minutes: 60,
          timeZone: 'America/New_York',
          mode: 'video',
        },
      },
    ],
    [`${of(ahead)}/cancel`, { reason: 'Nobody can come.' }],
    [
      `/api/reviews/${meeting.reviewIds[0]}/void`,
      { reason: 'It was about another person.', seen: ana.staffId },
    ],
  ] as const;
};

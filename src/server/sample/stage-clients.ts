import { addSupport, addToCareTeam } from '#contract/care-team.ts';
import { addIdentifier, changeClientDetails, readClientDetails } from '#contract/client-details.ts';
import { createClient } from '#contract/clients.ts';
import { revokeConsent } from '#contract/consents-end.ts';
import { recordConsent } from '#contract/consents.ts';
import { recordContact } from '#contract/contacts.ts';
import { endEnrollment, enrollClient, listEnrollments } from '#contract/enrollments.ts';
import { recordHeldElsewhere } from '#contract/held-elsewhere.ts';
import { programs } from './cast.ts';
import { clients } from './clients.ts';
import type { SampleClient, SampleConsent } from './sample-client.ts';
import { dayOf, daysAgo, known, momentOf, type Happening, type Stage } from './stage.ts';

/** Everything that happened with the forty clients, conferences aside. */
export const clientsComeAndGo = (stage: Stage): Happening[] =>
  [...clients].flatMap(([key, client]) => {
    const [first, ...others] = client.enrollments;
    return [
      { at: entered(stage, first), happen: () => enter(stage, key, client) },
      ...others.map((enrollment) => ({
        at: entered(stage, enrollment),
        happen: () => enrollAlso(stage, key, enrollment),
      })),
      ...client.consents.map((consent) => ({
        at: laterOf(momentOf(stage, consent.from, '08:45'), entered(stage, first)),
        happen: () => agree(stage, key, consent),
      })),
      ...client.consents.flatMap((consent) => withdrawn(stage, key, consent)),
      ...client.enrollments.flatMap((_, index) => heldOrEnded(stage, key, index)),
      ...talks(stage, key, client),
    ];
  });

type Enrollment = SampleClient['enrollments'][number];

/** On the day of enrollment, or with the program where that came later. */
const entered = (stage: Stage, { program, since }: Enrollment) =>
  momentOf(stage, Math.min(since, programs[program].liveSince), '08:30');

const laterOf = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0 ? other.add({ minutes: 5 }) : one;

const workerOf = ({ enrollments }: SampleClient) => enrollments[0].worker ?? 'sofia';

const startOf = (stage: Stage, { program, worker, since }: Enrollment) => ({
  ...known(stage.programs, program),
  workerId: worker === null ? '' : known(stage.staffIds, worker),
  startedOn: dayOf(stage, since),
});

function personOf(client: SampleClient) {
  const { enrollments: _in, team: _with, consents: _agreed, support: _support, ...rest } = client;
  const { contacts: _contacts, identifiers: _identifiers, died: _died, ...person } = rest;
  return person;
}

async function enter(stage: Stage, key: string, client: SampleClient) {
  const { enrollments, team, support, identifiers } = client;
  const desk = stage.desk(workerOf(client));
  const [first] = enrollments;
  const { clientId } = await desk.tell(createClient, {
    ...personOf(client),
    ...startOf(stage, first),
  });
  const found = await desk.tell(listEnrollments, { clientId });
  const from = dayOf(stage, Math.min(first.since, programs[first.program].liveSince));
  for (const [index, provider] of team.entries()) {
    await desk.tell(addToCareTeam, {
      clientId,
      kind: 'provider',
      personId: known(stage.providerIds, provider),
      isKeyProvider: index === 0,
      from,
    });
  }
  const supportId = support
    ? (await desk.tell(addSupport, { clientId, ...support })).supportId
    : null;
  if (supportId)
    await desk.tell(addToCareTeam, { clientId, kind: 'support', personId: supportId, from });
  for (const identifier of identifiers ?? [])
    await desk.tell(addIdentifier, { clientId, ...identifier });
  const enrollmentIds = found.enrollments.map(({ enrollmentId }) => enrollmentId);
  stage.clients.set(key, { clientId, enrollmentIds, supportId, consentIds: new Map() });
}

async function enrollAlso(stage: Stage, key: string, enrollment: Enrollment) {
  const { clientId, enrollmentIds } = known(stage.clients, key);
  const { enrollmentId } = await stage.desk('sofia').tell(enrollClient, {
    clientId,
    ...startOf(stage, enrollment),
  });
  enrollmentIds.push(enrollmentId);
}

async function agree(stage: Stage, key: string, consent: SampleConsent) {
  const { to, classes = ['general'], from, until } = consent;
  const { clientId, supportId, consentIds } = known(stage.clients, key);
  const recipient =
    to === 'support'
      ? ({ kind: 'support', id: supportId ?? '' } as const)
      : ({ kind: 'provider', id: known(stage.providerIds, to) } as const);
  const { consentId } = await stage.desk(workerOf(known(clients, key))).tell(recordConsent, {
    clientId,
    form: classes.includes('dv') ? 'agency-release' : 'DOH-5032',
    recipients: [recipient],
    classes,
    purposes: ['case_conference'],
    validFrom: dayOf(stage, from),
    validUntil: dayOf(stage, until ?? -300),
    signedOn: dayOf(stage, from),
  });
  consentIds.set(to, consentId);
}

function withdrawn(stage: Stage, key: string, consent: SampleConsent): Happening[] {
  if (consent.revoked === undefined) return [];
  const happen = async () => {
    const consentId = known(known(stage.clients, key).consentIds, consent.to);
    await stage.desk(workerOf(known(clients, key))).tell(revokeConsent, { consentId });
  };
  return [{ at: momentOf(stage, consent.revoked, '15:00'), happen }];
}

function heldOrEnded(stage: Stage, key: string, index: number): Happening[] {
  const client = known(clients, key);
  const enrollment = client.enrollments[index];
  if (!enrollment) return [];
  const { program, since, heldElsewhere, ended } = enrollment;
  const enrollmentId = () => known(stage.clients, key).enrollmentIds[index] ?? '';
  const happenings: Happening[] = [];
  if (heldElsewhere) {
    const heldAgo = daysAgo(stage, heldElsewhere.on);
    const toldAgo = Math.min(since, programs[program].liveSince, heldAgo - 3);
    const told = { heldOn: dayOf(stage, heldAgo), source: heldElsewhere.source };
    happenings.push({
      at: momentOf(stage, toldAgo, '12:00'),
      happen: async () => {
        const enrollmentIds = [enrollmentId()];
        await stage.desk('sofia').tell(recordHeldElsewhere, { enrollmentIds, ...told });
      },
    });
  }
  if (ended)
    happenings.push({
      at: momentOf(stage, ended.on, '16:00'),
      happen: async () => {
        if (client.died !== undefined) await noteDeath(stage, key);
        const { reason } = ended;
        await stage.desk(workerOf(client)).tell(endEnrollment, {
          enrollmentId: enrollmentId(),
          endedOn: dayOf(stage, ended.on),
          reason,
        });
      },
    });
  return happenings;
}

async function noteDeath(stage: Stage, key: string) {
  const client = known(clients, key);
  const { clientId } = known(stage.clients, key);
  const desk = stage.desk(workerOf(client));
  const {
    number: _number,
    identifiers: _identifiers,
    contactNote,
    ...details
  } = await desk.tell(readClientDetails, { clientId });
  const deceasedOn = dayOf(stage, client.died ?? 0);
  await desk.tell(changeClientDetails, {
    ...details,
    contactNote: contactNote ?? '',
    deceasedOn,
  });
}

const talks = (stage: Stage, key: string, client: SampleClient): Happening[] =>
  (client.contacts ?? []).map(({ on, with: provider, ...contact }) => ({
    at: momentOf(stage, on, '16:30'),
    happen: async () => {
      await stage.desk(workerOf(client)).tell(recordContact, {
        ...contact,
        clientId: known(stage.clients, key).clientId,
        partner: { kind: 'provider', id: known(stage.providerIds, provider) },
        on: dayOf(stage, on),
      });
    },
  }));

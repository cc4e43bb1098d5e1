import type { ClientId, PersonRef } from '#domain/people.ts';
import { recordChanges, type RecordKind } from '#domain/record/record-facts.ts';
import type { RecordItem } from '#domain/record/record-item.ts';
import type { Visit } from '#server/platform/shell.ts';
import { contactsOfRecord } from '#server/stores/contacts/contacts-read.ts';
import { attemptsOfRecord } from './record-attempts.ts';
import { clockFactsOfRecord } from './record-clock-facts.ts';
import { conferencesOfRecord } from './record-conferences.ts';
import { conferencesAround, contactsAround, linksOfRecord } from './record-links.ts';
import { namesFor, type Names } from './record-names.ts';
import {
  actionsOfRecord,
  consentsOfRecord,
  documentsOfRecord,
  enrollmentsOfRecord,
  heldElsewhereOfRecord,
  mailsOfRecord,
} from './record-things.ts';
import { verificationsOfRecord } from './record-verifications.ts';

type Here = Visit;

export type RecordRow = {
  record_entry_id: string;
  client_id: ClientId;
  kind: RecordKind;
  about_id: string | null;
  happened_on: Temporal.PlainDate;
  happened_at: Temporal.Instant | null;
  recorded_at: Temporal.Instant;
  recorded_by: string | null;
  change: string | null;
  source: string | null;
};

/** The entries with what they are about; an entry whose thing the asker may not read is left out. */
export async function itemsOf(here: Here, rows: readonly RecordRow[]): Promise<RecordItem[]> {
  const things = await thingsOf(here, rows);
  const names = await namesFor(here, peopleIn(rows, things));
  return rows.flatMap((row) => itemOf(row, things, names) ?? []);
}

async function thingsOf(here: Here, rows: readonly RecordRow[]) {
  const ids = (kind: RecordKind) =>
    rows.flatMap((row) => (row.kind === kind && row.about_id !== null ? [row.about_id] : []));
  return {
    enrollments: await enrollmentsOfRecord(here, ids('enrollment')),
    conferences: await conferencesOfRecord(here, ids('conference')),
    elsewhere: await heldElsewhereOfRecord(here, ids('held-elsewhere')),
    actions: await actionsOfRecord(here, ids('action')),
    contacts: await contactsOfRecord(here, ids('contact')),
    attempts: await attemptsOfRecord(here, ids('attempt')),
    mails: await mailsOfRecord(here, ids('mail')),
    consents: await consentsOfRecord(here, ids('consent')),
    documents: await documentsOfRecord(here, ids('document')),
    clockFacts: await clockFactsOfRecord(here, rows),
    verifications: await verificationsOfRecord(here, rows),
    links: await linksOfRecord(here, { conferences: ids('conference'), contacts: ids('contact') }),
  };
}

type Things = Awaited<ReturnType<typeof thingsOf>>;

function peopleIn(rows: readonly RecordRow[], things: Things) {
  const people: (PersonRef | null)[] = [
    ...[...things.conferences.values()].flatMap(({ people: present }) => present),
    ...[...things.actions.values()].map(({ owner }) => owner),
    ...[...things.mails.values()].map(({ recipient }) => recipient),
    ...[...things.consents.values()].flatMap(({ recipients }) =>
      recipients.map(({ person }) => person),
    ),
    ...[...things.contacts.values(), ...things.attempts.values()].map(({ person }) => person),
  ];
  const of = (kind: PersonRef['kind']) =>
    people.flatMap((person) => (person?.kind === kind ? [person.id] : []));
  return {
    staff: [
      ...of('staff'),
      ...rows.map(({ recorded_by: by }) => by),
      ...[...things.enrollments.values()].flatMap(({ workers }) =>
        workers.map(({ workerId }) => workerId),
      ),
      ...[...things.contacts.values()].flatMap(({ addenda }) => addenda.map(({ by }) => by)),
    ],
    providers: of('provider'),
    supports: of('support'),
    clients: of('client'),
    organizations: [
      ...[...things.consents.values()].flatMap(({ recipients }) =>
        recipients.map(({ organizationId }) => organizationId),
      ),
      ...[...things.contacts.values()].map(({ organizationId }) => organizationId),
    ],
    programs: [...things.enrollments.values(), ...things.elsewhere.values()].map(
      ({ programId }) => programId,
    ),
  };
}

function itemOf(row: RecordRow, things: Things, names: Names): RecordItem | null {
  const on = row.happened_on;
  const nameOf = (person: PersonRef) => names.person(person, on);
  const common = {
    entryId: row.record_entry_id,
    on,
    at: row.happened_at,
    recordedAt: row.recorded_at,
    by: row.recorded_by === null ? null : nameOf({ kind: 'staff', id: row.recorded_by }),
  };
  const aboutId = row.about_id ?? '';
  const change = <Change extends string>(known: readonly [Change, ...Change[]]): Change =>
    known.find((each) => each === row.change) ?? known[0];
  switch (row.kind) {
    case 'import': {
      const source = row.source ?? '';
      return { ...common, kind: row.kind, change: change(recordChanges.import), source };
    }
    case 'enrollment': {
      const thing = things.enrollments.get(aboutId);
      if (!thing) return null;
      const { workerId = null } =
        thing.workers.find(({ recordedAt }) => recordedAt.equals(row.recorded_at)) ?? {};
      return {
        ...common,
        kind: row.kind,
        change: change(recordChanges.enrollment),
        program: names.program(thing.programId),
        worker: workerId === null ? null : nameOf({ kind: 'staff', id: workerId }),
      };
    }
    case 'conference': {
      const thing = things.conferences.get(aboutId);
      if (!thing) return null;
      return {
        ...common,
        ...thing,
        kind: row.kind,
        change: change(recordChanges.conference),
        people: thing.people.map(nameOf),
        contacts: contactsAround(aboutId, things.links),
      };
    }
    case 'held-elsewhere': {
      const thing = things.elsewhere.get(aboutId);
      if (!thing) return null;
      return {
        ...common,
        kind: row.kind,
        change: change(recordChanges['held-elsewhere']),
        enrollmentId: thing.enrollmentId,
        program: names.program(thing.programId),
        source: thing.source,
        isSuperseded: thing.isSuperseded,
      };
    }
    case 'action': {
      const thing = things.actions.get(aboutId);
      if (!thing) return null;
      const owner = thing.owner === null ? null : nameOf(thing.owner);
      const { text, outcome } = thing;
      return {
        ...common,
        kind: row.kind,
        change: change(recordChanges.action),
        text,
        owner,
        outcome,
      };
    }
    case 'contact': {
      const thing = things.contacts.get(aboutId);
      if (!thing) return null;
      const { person, organizationId, addenda, ...rest } = thing;
      const who = person === null ? '' : nameOf(person);
      const where = organizationId === null ? '' : names.organization(organizationId);
      return {
        ...common,
        ...rest,
        kind: row.kind,
        change: 'made',
        partner: [where, who].filter((part) => part !== '').join(', '),
        conferences: conferencesAround(aboutId, things.links),
        addenda: addenda.map(({ text, by, at }) => ({
          text,
          at,
          by: nameOf({ kind: 'staff', id: by }),
        })),
      };
    }
    case 'attempt': {
      const thing = things.attempts.get(aboutId);
      if (!thing) return null;
      const partner = nameOf(thing.person);
      return {
        ...common,
        ...thing.told,
        kind: row.kind,
        change: change(recordChanges.attempt),
        partner,
      };
    }
    case 'mail': {
      const thing = things.mails.get(aboutId);
      if (!thing) return null;
      const recipient = thing.recipient === null ? thing.toName : nameOf(thing.recipient);
      return {
        ...common,
        kind: row.kind,
        change: change(recordChanges.mail),
        recipient,
        state: thing.state,
      };
    }
    case 'consent': {
      const thing = things.consents.get(aboutId);
      if (!thing) return null;
      const recipient = thing.recipients
        .map(({ person, organizationId }) => {
          if (person !== null) return nameOf(person);
          return organizationId === null
            ? 'treating providers'
            : names.organization(organizationId);
        })
        .join(', ');
      const { from, until } = thing;
      return {
        ...common,
        kind: row.kind,
        change: change(recordChanges.consent),
        recipient,
        from,
        until,
      };
    }
    case 'document': {
      const thing = things.documents.get(aboutId);
      return thing ? { ...common, ...thing, kind: row.kind, change: 'filed' } : null;
    }
    case 'change':
    case 'reassessment':
    case 'exemption':
    case 'pause':
    case 'verification': {
      const id = row.record_entry_id;
      const told = things.clockFacts.get(id) ?? things.verifications.get(id);
      return told ? { ...common, ...told } : null;
    }
  }
}

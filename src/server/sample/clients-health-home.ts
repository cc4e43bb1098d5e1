import type { SampleClient } from './sample-client.ts';

const before = 'earlier-system';

/** This program came to Roundtable two months ago: what fell due before is backlog, what was held before is told. */
export const healthHomeClients = {
  tran: {
    legalGiven: 'Linh',
    legalFamily: 'Tran',
    pronouns: 'she/her',
    bornOn: '1959-03-12',
    languages: ['Vietnamese', 'English'],
    interpreterNeeded: true,
    phone: '555-0131',
    mayContactBy: ['call'],
    enrollments: [
      {
        program: 'healthHome',
        worker: 'ana',
        since: 600,
        heldElsewhere: { on: { sixMonthsBefore: -1 }, source: before },
      },
    ],
    team: ['lee', 'marlow'],
    consents: [
      { to: 'lee', from: 60 },
      { to: 'marlow', from: 60 },
      { to: 'support', from: 60 },
    ],
    support: {
      fullName: 'Minh Tran',
      relationship: 'child',
      email: 'minh.tran@family.example',
      language: 'Vietnamese',
    },
    contacts: [
      {
        on: 4,
        with: 'lee',
        activity: 'arranging-access',
        channel: 'phone',
        minutes: 10,
        note: 'Dr Lee is free on Friday at 9 in the morning.',
      },
    ],
  },
  nazari: {
    legalGiven: 'Farid',
    legalFamily: 'Nazari',
    bornOn: '1980-08-30',
    languages: ['Dari', 'English'],
    enrollments: [
      {
        program: 'healthHome',
        worker: 'ana',
        since: 500,
        heldElsewhere: { on: { sixMonthsBefore: 0 }, source: before },
      },
    ],
    team: ['idris', 'stone'],
    consents: [
      { to: 'idris', from: 60 },
      { to: 'stone', from: 60 },
    ],
  },
  banks: {
    legalGiven: 'Tyrone',
    legalFamily: 'Banks',
    bornOn: '1976-05-05',
    enrollments: [
      {
        program: 'healthHome',
        worker: 'ben',
        since: 450,
        heldElsewhere: { on: { sixMonthsBefore: 12 }, source: before },
      },
    ],
    team: ['lee'],
    consents: [{ to: 'lee', from: 60 }],
  },
  ruiz: {
    legalGiven: 'Hector',
    legalFamily: 'Ruiz',
    bornOn: '1963-11-23',
    languages: ['Spanish', 'English'],
    enrollments: [
      {
        program: 'healthHome',
        worker: 'ana',
        since: 380,
        heldElsewhere: { on: { sixMonthsBefore: -20 }, source: before },
      },
    ],
    team: ['idris', 'marlow'],
    consents: [{ to: 'idris', from: 60 }],
  },
  whitfield: {
    legalGiven: 'Joan',
    legalFamily: 'Whitfield',
    bornOn: '1951-01-30',
    enrollments: [{ program: 'healthHome', worker: 'ana', since: 420 }],
    team: ['lee'],
    consents: [],
  },
  mensah: {
    legalGiven: 'Kofi',
    legalFamily: 'Mensah',
    bornOn: '1989-04-21',
    enrollments: [{ program: 'healthHome', worker: 'ben', since: 400 }],
    team: ['idris'],
    consents: [],
  },
  marchetti: {
    legalGiven: 'Elena',
    legalFamily: 'Marchetti',
    bornOn: '1970-10-17',
    enrollments: [
      {
        program: 'healthHome',
        worker: 'ben',
        since: 500,
        heldElsewhere: { on: 300, source: before },
      },
    ],
    team: ['stone'],
    consents: [{ to: 'stone', from: 60 }],
  },
  raman: {
    legalGiven: 'Priya',
    legalFamily: 'Raman',
    bornOn: '1992-07-02',
    enrollments: [{ program: 'healthHome', worker: 'ana', since: 120 }],
    team: ['lee', 'marlow'],
    consents: [
      { to: 'lee', from: 60 },
      { to: 'marlow', from: 60 },
    ],
  },
  gibbs: {
    legalGiven: 'Walter',
    legalFamily: 'Gibbs',
    bornOn: '1947-06-26',
    enrollments: [{ program: 'healthHome', worker: 'ana', since: 110 }],
    team: ['idris', 'holt'],
    consents: [
      { to: 'idris', from: 60 },
      { to: 'support', from: 60 },
    ],
    support: {
      fullName: 'Nell Gibbs',
      relationship: 'spouse-or-partner',
      email: 'nell.gibbs@family.example',
    },
  },
  sato: {
    legalGiven: 'Naomi',
    legalFamily: 'Sato',
    bornOn: '1997-02-08',
    enrollments: [{ program: 'healthHome', worker: 'ben', since: 45 }],
    team: ['lee'],
    consents: [{ to: 'lee', from: 45 }],
  },
  arslan: {
    legalGiven: 'Emre',
    legalFamily: 'Arslan',
    bornOn: '1985-12-19',
    languages: ['Turkish', 'English'],
    enrollments: [
      {
        program: 'healthHome',
        worker: 'ben',
        since: 240,
        heldElsewhere: { on: { sixMonthsBefore: -27 }, source: before },
        ended: { on: 8, reason: 'goals_met' },
      },
    ],
    team: ['idris'],
    consents: [{ to: 'idris', from: 60 }],
  },
} satisfies Record<string, SampleClient>;

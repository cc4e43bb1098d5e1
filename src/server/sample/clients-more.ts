import type { SampleClient } from './sample-client.ts';

/** Beginnings, endings, and clients in two programs at once. */
export const moreClients = {
  quinn: {
    legalGiven: 'Teresa',
    legalFamily: 'Quinn',
    bornOn: '1966-12-24',
    enrollments: [{ program: 'comprehensive', worker: 'ana', since: 240 }],
    team: ['lee', 'stone'],
    consents: [
      { to: 'lee', from: 240 },
      { to: 'stone', from: 240 },
    ],
    contacts: [
      {
        on: 5,
        with: 'stone',
        activity: 'establishing-linkages',
        channel: 'email',
        note: 'The first visit at the behavioral clinic is set, with a colleague as company.',
      },
    ],
  },
  hale: {
    legalGiven: 'Victor',
    legalFamily: 'Hale',
    bornOn: '1993-02-27',
    enrollments: [{ program: 'comprehensive', worker: 'ana', since: 190 }],
    team: ['idris', 'novak'],
    consents: [
      { to: 'idris', from: 190 },
      { to: 'novak', from: 190 },
    ],
  },
  // First conferences: due soon, late and far ahead.
  nakamura: {
    legalGiven: 'Mei',
    legalFamily: 'Nakamura',
    bornOn: '1999-09-09',
    enrollments: [{ program: 'comprehensive', worker: 'ana', since: 157 }],
    team: ['lee'],
    consents: [{ to: 'lee', from: 157 }],
  },
  silva: {
    legalGiven: 'Andre',
    legalFamily: 'Silva',
    bornOn: '1983-06-06',
    languages: ['Portuguese', 'English'],
    mayContactBy: [],
    contactNote: 'Safety: make no contact at home. Speak in person at the drop-in, Tuesdays.',
    enrollments: [{ program: 'comprehensive', worker: 'ben', since: 201 }],
    team: ['cole'],
    consents: [],
  },
  abrams: {
    legalGiven: 'Ruth',
    legalFamily: 'Abrams',
    bornOn: '1954-01-19',
    enrollments: [{ program: 'comprehensive', worker: 'ben', since: 14 }],
    team: ['idris'],
    consents: [{ to: 'idris', from: 14 }],
  },
  dixon: {
    legalGiven: 'Paul',
    legalFamily: 'Dixon',
    bornOn: '1977-03-31',
    enrollments: [
      {
        program: 'comprehensive',
        worker: 'ana',
        since: 400,
        ended: { on: 20, reason: 'moved' },
      },
    ],
    team: ['lee'],
    consents: [{ to: 'lee', from: 400 }],
  },
  crowley: {
    legalGiven: 'Edna',
    legalFamily: 'Crowley',
    bornOn: '1938-11-05',
    enrollments: [
      {
        program: 'comprehensive',
        worker: 'ben',
        since: 410,
        ended: { on: 40, reason: 'deceased' },
      },
    ],
    team: ['idris'],
    consents: [{ to: 'idris', from: 410 }],
    died: 40,
  },
  fontaine: {
    legalGiven: 'Iris',
    legalFamily: 'Fontaine',
    bornOn: '1986-10-01',
    languages: ['French', 'English'],
    enrollments: [
      {
        program: 'comprehensive',
        worker: 'ben',
        since: 160,
        heldElsewhere: { on: 150, source: 'paper-file' },
      },
    ],
    team: ['lee', 'fenn'],
    consents: [{ to: 'lee', from: 160 }],
  },
  lund: {
    legalGiven: 'Beatrice',
    legalFamily: 'Lund',
    bornOn: '1969-08-22',
    enrollments: [
      {
        program: 'comprehensive',
        worker: 'ben',
        since: 320,
        heldElsewhere: { on: 165, source: 'paper-file' },
      },
      { program: 'supportive', worker: 'ben', since: 90 },
    ],
    team: ['lee', 'brandt'],
    consents: [
      { to: 'lee', from: 320 },
      { to: 'brandt', from: 90, classes: ['general', 'sud'] },
    ],
  },
  moreau: {
    legalGiven: 'Isaac',
    legalFamily: 'Moreau',
    bornOn: '2001-05-13',
    enrollments: [
      { program: 'healthHome', worker: null, since: 30 },
      { program: 'supportive', worker: 'ana', since: 25 },
    ],
    team: ['brandt'],
    consents: [{ to: 'brandt', from: 25, classes: ['sud'] }],
  },
  // Supportive case management: as needed, never due.
  jensen: {
    legalGiven: 'Clara',
    legalFamily: 'Jensen',
    bornOn: '1978-07-07',
    enrollments: [{ program: 'supportive', worker: 'ben', since: 280 }],
    team: ['brandt', 'idris'],
    consents: [{ to: 'brandt', from: 280, classes: ['general', 'sud'] }],
  },
  volkov: {
    legalGiven: 'Dmitri',
    legalFamily: 'Volkov',
    bornOn: '1965-02-15',
    enrollments: [{ program: 'supportive', worker: 'ben', since: 210 }],
    team: ['brandt'],
    consents: [{ to: 'brandt', from: 210, classes: ['general', 'sud'], until: 10 }],
  },
  monroe: {
    legalGiven: 'Keisha',
    legalFamily: 'Monroe',
    bornOn: '1991-12-12',
    enrollments: [{ program: 'supportive', worker: 'ana', since: 130 }],
    team: ['holt'],
    consents: [],
    support: { fullName: 'Joy Monroe', relationship: 'parent', phone: '555-0188' },
  },
  delgado: {
    legalGiven: 'Rosa',
    legalFamily: 'Delgado',
    bornOn: '1972-09-18',
    languages: ['Spanish'],
    enrollments: [{ program: 'supportive', worker: 'ana', since: 75 }],
    team: ['fenn'],
    consents: [{ to: 'fenn', from: 75 }],
  },
  // Community follow-up: enrolled here by itself reveals a restricted class.
  ferrara: {
    legalGiven: 'Simon',
    legalFamily: 'Ferrara',
    bornOn: '1974-04-04',
    enrollments: [{ program: 'cfp', worker: 'ana', since: 300 }],
    team: ['lee', 'whit'],
    consents: [
      { to: 'lee', from: 300, classes: ['general', 'hiv'] },
      { to: 'whit', from: 300 },
    ],
  },
  pierce: {
    legalGiven: 'Yolanda',
    legalFamily: 'Pierce',
    bornOn: '1987-10-28',
    enrollments: [{ program: 'cfp', worker: 'ben', since: 150 }],
    team: ['idris'],
    consents: [{ to: 'idris', from: 150, classes: ['general', 'hiv'] }],
  },
  adeyemi: {
    legalGiven: 'Gabriel',
    legalFamily: 'Adeyemi',
    bornOn: '1996-06-16',
    enrollments: [{ program: 'cfp', worker: 'ana', since: 50 }],
    team: ['whit'],
    consents: [{ to: 'whit', from: 50 }],
  },
} satisfies Record<string, SampleClient>;

import type { GuestMeeting } from '#contract/guest.ts';

const id = '0197a000-0000-7000-8000-000000000001';

/** What a provider is told who was asked for two people. */
export const told: GuestMeeting = {
  visit: id,
  name: 'Dr Hana Lee',
  today: '2026-12-08',
  isAboutThem: false,
  agencyName: 'Riverbend Care',
  isSample: true,
  host: 'Ana Reyes',
  phone: '518-555-0100 ext. 12',
  meeting: {
    state: 'planned',
    inWords: 'Tue 8 Dec 2026, 10:00 am to 10:50 am Eastern',
    dayInWords: 'Tue 8 Dec 2026',
    modeInWords: 'By video',
    place: 'Room 2, 14 River Street',
    joinLink: 'https://video.example/rooms/2811',
  },
  reply: 'waiting',
  slots: [
    {
      clientName: 'Marcus Bell',
      inWords: 'Tue 8 Dec 2026, 10:00 am to 10:25 am Eastern',
      reasons: ['How things stand, needs and goals', 'Visits in the evening'],
    },
    {
      clientName: 'Alma Rivera',
      inWords: 'Tue 8 Dec 2026, 10:25 am to 10:50 am Eastern',
      reasons: ['A change of treatment'],
    },
  ],
  actions: [],
  forms: [],
  notices: [
    'This information is protected by law. You may not pass it on without the written consent of the person whom it is about, unless the law allows it.',
  ],
};

const step = {
  actionItemId: id,
  clientName: 'Marcus Bell',
  text: 'Book four video visits in the evening',
  dueOn: '2026-12-11',
  dueInWords: 'Fri 11 Dec 2026',
  isDone: false,
  word: null,
};

const standing = (state: GuestMeeting['meeting']['state']) => ({ ...told.meeting, state });

const longName = 'Maximiliana-Guadalupe Vásquez-Fernández-de-la-Concepción-y-Montenegro';

const longNames: GuestMeeting = {
  ...told,
  name: 'Dr Wilhelmina-Konstantina Featherstonehaugh-Papadopoulos',
  agencyName:
    'Metropolitan Transitional Housing, Counseling and Community Reintegration Services of Western New York, Incorporated',
  host: longName,
  meeting: {
    ...told.meeting,
    place: 'The small room behind the reading room, third floor, 1407 South Riverside Boulevard',
  },
  slots: told.slots.map((slot) => ({ ...slot, clientName: longName })),
  actions: [
    { ...step, clientName: longName, text: 'Writetothehousingauthority'.repeat(5) },
    { ...step, actionItemId: id.replace('1', '2'), isDone: true },
  ],
};

/** By name, each with words by which one sees that it is there. */
export const toldStates: readonly (readonly [string, GuestMeeting, string])[] = [
  ['planned', told, 'Please answer'],
  ['answered', { ...told, reply: 'another-time' }, 'You answered'],
  ['now', { ...told, reply: 'yes', meeting: standing('now') }, 'This meeting has begun.'],
  [
    'of-oneself',
    { ...told, name: 'Marcus Bell', isAboutThem: true, slots: told.slots.slice(0, 1) },
    'About you',
  ],
  [
    'over',
    {
      ...told,
      meeting: standing('over'),
      forms: [{ reviewId: id, clientName: 'Marcus Bell' }],
      actions: [
        step,
        {
          ...step,
          actionItemId: id.replace('1', '2'),
          clientName: 'Alma Rivera',
          text: 'Send the new medicine list',
          isDone: true,
        },
      ],
    },
    'This meeting is over.',
  ],
  [
    'nothing',
    { ...told, meeting: standing('over'), slots: [], notices: [] },
    'Nothing for you now.',
  ],
  [
    'cancelled',
    { ...told, meeting: standing('cancelled'), slots: [], notices: [] },
    'This meeting is cancelled.',
  ],
  ['long-names', longNames, '1 open'],
];

import type { StaffKey } from './cast.ts';
import type { ClientKey } from './clients.ts';
import type { Ago } from './sample-client.ts';

type Common = {
  on: Ago;
  time: string;
  mode: 'video' | 'in_person' | 'telephone';
  facilitator: StaffKey;
  timekeeper: StaffKey;
  clients: ClientKey[];
};

export type PastConference = Common & {
  /** Its actions were done in time; otherwise they wait, some of them past their date. */
  isDone: boolean;
  /** Held, and nobody has summed up or closed it yet. */
  isOpen?: true;
};

const byVideo = { time: '10:00', mode: 'video', facilitator: 'ana', timekeeper: 'ben' } as const;
const inPerson = { ...byVideo, time: '14:00', mode: 'in_person' } as const;
const byBen = { ...byVideo, facilitator: 'ben', timekeeper: 'ana' } as const;
const byPhone = { ...byBen, time: '11:30', mode: 'telephone' } as const;

export const pastConferences: readonly PastConference[] = [
  { ...byVideo, on: 361, clients: ['bell', 'rivera', 'osei'], isDone: true },
  { ...inPerson, on: 197, clients: ['bell'], isDone: true },
  { ...byVideo, on: 182, clients: ['rivera'], isDone: true },
  { ...inPerson, on: 177, clients: ['okafor', 'chen'], isDone: true },
  { ...byBen, on: 172, clients: ['ortega', 'boateng'], isDone: true },
  { ...byPhone, on: 165, clients: ['weiss'], isDone: true },
  { ...inPerson, on: 92, clients: ['osei'], isDone: true },
  { ...byBen, on: 64, clients: ['rahimi'], isDone: false },
  { ...byVideo, on: 40, clients: ['raman', 'gibbs'], isDone: false },
  { ...inPerson, on: 30, clients: ['quinn'], isDone: true },
  { ...byVideo, on: 10, clients: ['hale'], isDone: false },
  { ...inPerson, on: 8, clients: ['ferrara'], isDone: false },
  { ...inPerson, on: 2, clients: ['watts'], isDone: false, isOpen: true },
];

export type ComingConference = Common & {
  /** The day on which it was set up. */
  setUp: Ago;
  until: 'reasons' | 'time' | 'invitations' | 'cancelled';
};

/** What lies ahead: today, tomorrow, drafts at two stages, and one that was called off. */
export const comingConferences: readonly ComingConference[] = [
  { ...byBen, on: 18, setUp: 25, clients: ['lund'], until: 'cancelled' },
  { ...byVideo, on: 0, setUp: 6, clients: ['rivera', 'osei', 'chen'], until: 'invitations' },
  { ...byVideo, on: -1, time: '13:30', setUp: 5, clients: ['okafor'], until: 'invitations' },
  { ...byBen, on: -6, setUp: 3, clients: ['weiss', 'boateng'], until: 'invitations' },
  { ...byVideo, on: -5, setUp: 2, clients: ['bell'], until: 'time' },
  { ...inPerson, on: -12, setUp: 2, clients: ['adeyemi'], until: 'time' },
  { ...byBen, on: -9, setUp: 1, clients: ['ortega'], until: 'reasons' },
];

export const placeOf = {
  video: { place: '', joinLink: 'https://meet.example/riverbend-sample' },
  in_person: { place: 'Riverbend Care, room 2', joinLink: '' },
  telephone: { place: 'Conference line 555-0190', joinLink: '' },
} as const;

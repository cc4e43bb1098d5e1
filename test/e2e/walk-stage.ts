import type { Browser } from 'playwright-core';
import { openBrowser, serveHouse, type ServedHouse } from './browser.ts';
import type { Talk } from './walk-conference.ts';
import { newWalker, type WalkedClient, type Walker, zone } from './walk-setup.ts';
import { picture } from './picture.ts';

export const program = 'Comprehensive case management';
export const robin = { name: 'Robin Park', email: 'robin@riverbend.example' };
export const ana = { name: 'Ana Reyes', email: 'ana@riverbend.example' };
export const bo = { name: 'Bo Lindqvist', email: 'bo@riverbend.example' };
export const lee = {
  name: 'Dr Hana Lee',
  email: 'lee@clinic.example',
  title: 'Physician',
  kind: 'Medical',
  organization: 'Riverside Clinic',
};
/** One word for each client who is discussed: wherever it turns up, that client was spoken of. */
export const words = ['cedar', 'maple', 'willow'];
export const noAction = 'The family arranges the visit.';

/** Who takes part in the walk, where they are, and what time it is. */
export type Stage = {
  browser: Browser;
  served: ServedHouse;
  today: Temporal.PlainDate;
  admin: Walker;
  worker: Walker;
  /** Three for the long walk, one for the phone, two for the keyboard. */
  clients: WalkedClient[];
  /** Nobody tells when this client's last conference was. */
  backlog: WalkedClient[];
  chart: (client: WalkedClient) => string;
  walker: (options?: object) => Promise<Walker>;
  complaints: () => string[];
  later: (minutes: number) => Promise<unknown>;
  shoot: (name: string, walker: Walker) => Promise<void>;
  shootAll: (name: string) => Promise<void>;
  close: () => Promise<void>;
};

export async function openStage(): Promise<Stage> {
  const browser = await openBrowser();
  const served = await serveHouse({ isAlone: true });
  const today = Temporal.Now.plainDateISO(zone);
  // Mid-morning, so that a meeting of today never reaches into tomorrow.
  let now = today.toZonedDateTime({ timeZone: zone, plainTime: '10:00' });
  const later = (minutes: number) => {
    now = now.add({ minutes });
    return served.house.at(now.toInstant().toString());
  };
  await later(0);
  // What was to be sent can be read, though nothing arrives.
  served.house.deliverBy(async (mail) => {
    served.house.mails.push(mail);
    return { failed: 'no-mail-server' };
  });
  const walkers: Walker[] = [];
  const walker = async (options = {}) => {
    const one = await newWalker(browser, options);
    walkers.push(one);
    return one;
  };
  const [admin, worker] = [await walker(), await walker()];
  const shoot = (name: string, { page }: Walker) => picture(page, `walk-${name}`);
  return {
    browser,
    served,
    today,
    admin,
    worker,
    clients: [],
    backlog: [],
    chart: ({ clientId }) => `${served.origin}/clients/${clientId}`,
    walker,
    complaints: () => walkers.flatMap(({ complaints }) => complaints),
    later,
    shoot,
    shootAll: async (name) => {
      for (const [at, one] of walkers.entries()) await shoot(`${name}-${at}`, one);
    },
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}

/** The three clients of the long walk, each with a word of their own and somebody who does something. */
export const talksOf = ({ clients }: Stage): Talk[] =>
  clients.slice(0, 3).map((client, at) => ({
    client,
    word: words[at] ?? '',
    owner: at === 1 ? lee.name : ana.name,
  }));

export function talkOf(stage: Stage, at: number): Talk {
  const talk = talksOf(stage)[at];
  if (!talk) throw new Error('Three clients were to be discussed.');
  return talk;
}

export const firstLine = (mail: string) => mail.split('\n')[0] ?? '';

/** Whom a mail tells the meeting is about, and which words of what was said; none may. */
export function namesIn(mail: string, { clients }: Stage): string[] {
  const names = clients.flatMap(({ name }) => name.split(' '));
  return [...names, ...words].filter((word) => mail.includes(word));
}

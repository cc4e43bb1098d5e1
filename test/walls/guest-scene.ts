import { createHash } from 'node:crypto';
import pg from 'pg';
import { hashToken } from '#server/platform/session-cookie.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { guestsIn } from '#test/given-guest.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** An agency whose client agreed that Dr Lee is asked to her conference, and was. */
export async function guestScene(
  house: House,
  name = 'riverbend',
  called = 'Zephyrine Quillfeather',
) {
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const work = await meetings.agencyAtWork(name);
  const leader = work.ana.name;
  const { agency, program, ana } = work;
  const client = await given.client(agency, { program, worker: ana, name: called });
  const { providerId } = await given.provider(agency);
  const consentId = await given.consent(agency, { client, providerId, by: ana });
  const person = { kind: 'provider', id: providerId } as const;
  const meeting = await meetings.planned(leader, [client], { ...work, people: [person] });
  await meetings.invited(leader, meeting);
  const whose = { conferenceId: meeting.conferenceId, person };
  return { work, leader, client, consentId, providerId, meeting, whose };
}
export type GuestScene = Awaited<ReturnType<typeof guestScene>>;

/** A window in which this person opened what is theirs, and what the database is asked by. */
export async function openedBy(house: House, whose: GuestScene['whose']) {
  const window = await guestsIn(house).opened(whose);
  return { window, visitHash: hashToken(window.jar.get('guest') ?? '') };
}

export const entering = (visitHash: string) => `select guest.enter('${visitHash}')`;

type Fault = { code: string };
export type Said = unknown[] | Fault;
export const isFault = (said: Said): said is Fault => !Array.isArray(said);

/** One transaction of the guests' own login, as whoever had stolen it would write it; what is refused is undone alone. */
export async function asGuestLogin<T>(house: House, work: (say: Say) => Promise<T>): Promise<T> {
  const login = new pg.Client(house.logins.guest);
  await login.connect();
  try {
    await login.query('begin');
    return await work(async (text, values = []) => {
      await login.query('savepoint one');
      try {
        return (await login.query(text, values)).rows;
      } catch (fault) {
        if (!(fault instanceof pg.DatabaseError)) throw fault;
        await login.query('rollback to one');
        return { code: fault.code ?? '' };
      }
    });
  } finally {
    await login.end();
  }
}

/** A definition that is broken for a while. */
export async function brokenFor(
  house: House,
  { name, from, to }: { name: string; from: string; to: string },
  work: () => Promise<void>,
) {
  const { rows } = await house.owner.query<{ usual: string }>(
    name.includes('(')
      ? `select pg_get_functiondef($1::regprocedure) as usual`
      : `select format('create or replace view %s with (security_barrier) as %s', $1::text, pg_get_viewdef($1::regclass)) as usual`,
    [name],
  );
  const usual = rows[0]?.usual ?? '';
  if (!usual.includes(from)) throw new Error(`${name} does not say: ${from}\n${usual}`);
  await house.owner.query(usual.replaceAll(from, to));
  try {
    await work();
  } finally {
    await house.owner.query(usual);
  }
}

const reading = [
  'meeting()',
  'reviews()',
  'reasons()',
  'actions()',
  'forms()',
  'texts()',
  'keys()',
  'notice_text',
  'sealing_key',
];
export type Say = (text: string, values?: unknown[]) => Promise<Said>;

/** Everything that can be read at this point, as text. */
export async function allOf(say: Say) {
  const read: string[] = [];
  for (const what of reading) {
    const said = await say(`select * from guest.${what}`);
    if (!isFault(said) && said.length > 0) read.push(JSON.stringify(said));
  }
  return read.join('\n');
}

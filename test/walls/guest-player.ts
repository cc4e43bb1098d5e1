import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { transact } from '#server/platform/database.ts';
import { digestOfGuestCode } from '#server/platform/guest-code.ts';
import { openWindow, type Window } from '#test/browser-like.ts';
import type { House } from '#test/house.ts';
import { GuestModel } from '#test/walls/guest-model.ts';
import { hashOf, type GuestScene } from '#test/walls/guest-scene.ts';
import type { AskedState, ConsentState, MeetingState, Step } from '#test/walls/guest-steps.ts';

const begin = Temporal.Instant.from('2027-03-14T12:00:00Z');
/** Ten in New York on the next day, for an hour. */
const plannedEnd = Temporal.Instant.from('2027-03-15T15:00:00Z').since(begin).total('seconds');
const right = '24681357';
const wrong = '13572468';

export type Played = { admitted: number; refused: number };

/** Plays steps in the product and in the model, and answers with the first in which they are not of one mind. */
export async function playerIn(
  house: House,
  { work, client, consentId, providerId, meeting }: GuestScene,
) {
  const { owner } = house;
  const { agencyId } = work.agency;
  const { conferenceId, reviewIds } = meeting;
  const nobody = openWindow(house);
  const over = (await nobody.post('/api/guest/open', { link: 'x'.repeat(43), code: right })).text;
  const { rows: kept } = await owner.query<{ mail_id: string; attendee_id: string }>(
    `select m.mail_id, a.attendee_id from mail m, attendee a where m.conference_id = $1 and m.provider_id = $2 and a.conference_id = $1 and a.provider_id = $2`,
    [conferenceId, providerId],
  );
  const { mail_id: mailId = '', attendee_id: attendeeId = '' } = kept[0] ?? {};
  const clock = (seconds: number) =>
    owner.query(`update auth.clock set ahead = $1::timestamptz - clock_timestamp()`, [
      begin.add({ seconds }).toString(),
    ]);

  /** As the worker asks when a mail leaves. */
  const asMailLeaves = async (kind: string, ask: string) => {
    await owner.query(`update mail set kind = $2, state = 'queued' where mail_id = $1`, [
      mailId,
      kind,
    ]);
    const asker = { kind: 'service', agencyId, service: 'daily-projection' } as const;
    const rows = await transact(
      house.ownerDatabase,
      { asker, purpose: 'administration' },
      async (tx) =>
        (await sql<{ answer: unknown }>`select ${sql.raw(ask)} as answer`.execute(tx)).rows,
    );
    return rows[0]?.answer;
  };

  const consentRow: Record<ConsentState, string> = {
    given: '',
    revoked: `revoked_at = date_trunc('second', auth.now()), revoked_by = recorded_by`,
    refused: 'is_refusal = true',
    expired: `valid_until = (auth.now() at time zone 'America/New_York')::date - 1`,
    'not-yet': `valid_from = (auth.now() at time zone 'America/New_York')::date + 20`,
    withdrawn: `withdrawn_at = date_trunc('second', auth.now()), withdrawn_by = recorded_by, withdrawn_reason = 'other'`,
    'other-class': `classes = '{hiv}'`,
  };
  const facts = (text: string) =>
    owner.query(`begin; set local session_replication_role = replica; ${text}; commit`);
  const setConsent = (is: ConsentState) =>
    facts(`update consent set revoked_at = null, revoked_by = null, is_refusal = false, valid_until = null, valid_from = '2020-01-01', withdrawn_at = null,
        withdrawn_by = null, withdrawn_reason = null, classes = '{general}' where consent_id = '${consentId}';
      ${consentRow[is] && `update consent set ${consentRow[is]} where consent_id = '${consentId}'`}`);
  const setAsked = (is: AskedState) =>
    facts(`update attendee set taken_off_at = ${is === 'taken-off' ? 'auth.now()' : 'null'} where attendee_id = '${attendeeId}';
      update review_attendee set invited_at = ${is === 'uninvited' ? 'null' : 'auth.now()'} where attendee_id = '${attendeeId}'`);
  const setMeeting = (is: MeetingState) =>
    facts(`delete from review_closing_version; delete from review_closing;
      update conference set state = '${is === 'void' ? 'closed' : is}' where conference_id = '${conferenceId}';
      ${
        is === 'void'
          ? `insert into review_closing values ('${agencyId}', '${randomUUID()}', '${reviewIds[0]}', '${client.clientId}', '${client.enrollmentId}');
        insert into review_closing_version (agency_id, review_closing_id, version_id, valid_from, is_void, qualifies, reason_codes, policy_version, recorded_by, recorded_at)
          select agency_id, review_closing_id, gen_random_uuid(), '2027-03-15', true, true, '{}', 1, '${work.ana.staffId}', auth.now() from review_closing`
          : ''
      }`);

  return async (steps: readonly Step[]): Promise<{ odd: string | null; played: Played }> => {
    const model = new GuestModel(plannedEnd);
    const links: string[] = [];
    const windows: Window[] = [];
    const played = { admitted: 0, refused: 0 };
    await facts(
      `delete from auth.guest_visit; delete from auth.guest_link; delete from queue.job where name like 'write-guest-%'`,
    );
    await clock(0);
    await setConsent('given');
    await setAsked('asked');
    await setMeeting('scheduled');
    const waiting = async () =>
      Number(
        (await owner.query(`select count(*) from queue.job where name like 'write-guest-%'`))
          .rows[0].count,
      );

    const play: {
      [K in Step['kind']]: (
        step: Extract<Step, { kind: K }>,
      ) => Promise<[real: unknown, model: unknown]>;
    } = {
      link: async ({ by }) => {
        const link = randomBytes(32).toString('base64url');
        const made = await asMailLeaves(
          by,
          `auth.issue_guest_link('${mailId}', '${hashOf(link)}')`,
        );
        if (made === true) links.unshift(link);
        return [made, model.link(by)];
      },
      ask: async (step) => {
        const before = await waiting();
        const link = links[step.link] ?? 'y'.repeat(43);
        const { status } = await nobody.post(`/api/guest/${step.for}`, { link });
        return [
          [status, (await waiting()) - before],
          [200, model.ask(step.for, step.link) ? 1 : 0],
        ];
      },
      code: async () => {
        await owner.query(`update mail set kind = 'guest-code' where mail_id = $1`, [mailId]);
        const linkId = await asMailLeaves('guest-code', `auth.guest_link_of_mail('${mailId}')`);
        const digest = digestOfGuestCode(house.shell.auditKey, String(linkId), right);
        return [
          await asMailLeaves('guest-code', `auth.issue_guest_code('${mailId}', '${digest}')`),
          model.code(),
        ];
      },
      type: async ({ link, isRight }) => {
        const window = openWindow(house);
        const reply = await window.post('/api/guest/open', {
          link: links[link] ?? 'z'.repeat(43),
          code: isRight ? right : wrong,
        });
        if (reply.status === 200) windows.unshift(window);
        const said = reply.status === 200 ? 'open' : reply.body.type;
        return [
          said === 'guest-over' && reply.text !== over ? 'another text' : said,
          model.type(link, isRight),
        ];
      },
      look: async ({ visit }) => {
        const { status, text } = await (windows[visit] ?? nobody).get('/api/guest/meeting');
        const isOpen = model.look(visit);
        played[isOpen ? 'admitted' : 'refused'] += 1;
        return [status === 200 || (text === over ? false : text), isOpen];
      },
      answer: async ({ visit }) => {
        const window = windows[visit] ?? nobody;
        const { status, body } = await window.post('/api/guest/reply', {
          visitId: (await window.get('/api/guest/meeting')).body.visitId ?? randomUUID(),
          reply: 'yes',
        });
        return [status === 200 ? 'taken' : body.type, model.answer(visit)];
      },
      leave: async ({ visit }) => {
        const { status } = await (windows[visit] ?? nobody).post('/api/guest/leave');
        return [status === 200, model.leave(visit)];
      },
      wait: async ({ seconds }) => {
        model.now += seconds;
        return [null, null];
      },
      consent: async ({ is }) => {
        model.consent = is;
        await setConsent(is);
        return [null, null];
      },
      asked: async ({ is }) => {
        model.asked = is;
        await setAsked(is);
        return [null, null];
      },
      meeting: async ({ is }) => {
        model.meeting = is;
        await setMeeting(is);
        return [null, null];
      },
    };

    const done = (step: Step) => {
      switch (step.kind) {
        case 'link':
          return play.link(step);
        case 'ask':
          return play.ask(step);
        case 'code':
          return play.code(step);
        case 'type':
          return play.type(step);
        case 'look':
          return play.look(step);
        case 'answer':
          return play.answer(step);
        case 'leave':
          return play.leave(step);
        case 'wait':
          return play.wait(step);
        case 'consent':
          return play.consent(step);
        case 'asked':
          return play.asked(step);
        case 'meeting':
          return play.meeting(step);
      }
    };

    for (const [at, step] of steps.entries()) {
      await clock(model.now);
      const [real, wanted] = await done(step);
      if (JSON.stringify(real) !== JSON.stringify(wanted))
        return {
          odd: `${JSON.stringify(steps.slice(0, at + 1))}\n is ${JSON.stringify(real)} and was to be ${JSON.stringify(wanted)}`,
          played,
        };
    }
    return { odd: null, played };
  };
}

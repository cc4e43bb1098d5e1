import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { OutsideRef } from '#domain/people.ts';
import { digestOfGuestCode } from '#server/platform/guest-code.ts';
import { openWindow } from '#test/browser-like.ts';
import type { House } from '#test/house.ts';

type Whose = { conferenceId: string; person: OutsideRef };

/** Somebody outside with a link and its code, as if both had just come by mail. */
export function guestsIn(house: House) {
  /** As the mail that carries it would make it: those before it end. */
  const linkFor = async ({ conferenceId, person }: Whose, lasts = '24 hours') => {
    const link = randomBytes(32).toString('base64url');
    const linkId = randomUUID();
    const column = `${person.kind}_id`;
    await house.owner.query(
      `update auth.guest_link set ended_at = auth.now() where conference_id = $1 and ${column} = $2 and ended_at is null`,
      [conferenceId, person.id],
    );
    await house.owner.query(
      `insert into auth.guest_link (link_id, agency_id, conference_id, ${column}, mail_id, link_hash, made_at, ends_at, letter)
       select $1, m.agency_id, m.conference_id, m.${column}, m.mail_id, $4, auth.now(), auth.now() + $5::interval,
         (select coalesce(max(l.letter), 0) + 1 from auth.guest_link l where l.conference_id = $2 and l.${column} = $3)
       from mail m where m.conference_id = $2 and m.${column} = $3 order by m.written_at limit 1`,
      [linkId, conferenceId, person.id, createHash('sha256').update(link).digest('hex'), lasts],
    );
    return { link, linkId };
  };
  const codeFor = async (linkId: string, code = '12345678') => {
    await house.owner.query(
      `update auth.guest_link set code_digest = $2, code_made_at = auth.now(), code_address = auth.guest_address(guest_link) where link_id = $1`,
      [linkId, digestOfGuestCode(house.shell.auditKey, linkId, code)],
    );
    return code;
  };
  return {
    linkFor,
    codeFor,
    /** A window in which they have opened it. */
    opened: async (whose: Whose) => {
      const { link, linkId } = await linkFor(whose);
      const window = openWindow(house);
      const reply = await window.post('/api/guest/open', { link, code: await codeFor(linkId) });
      if (reply.status !== 200) throw new Error(reply.text);
      return window;
    },
  };
}

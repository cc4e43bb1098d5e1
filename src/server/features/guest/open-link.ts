import type { askForGuestCode, askForGuestLink, openAsGuest as opening } from '#contract/guest.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { digestOfGuestCode } from '#server/platform/guest-code.ts';
import { visitAsGuest, type GuestVisit } from '#server/platform/guest-door.ts';
import { newCode } from '#server/platform/one-time-code.ts';
import type { Outside } from '#server/platform/public-route.ts';
import { Refused, RefusedAndKept } from '#server/platform/refused.ts';
import { hashToken, isSecure, setGuestCookie } from '#server/platform/session-cookie.ts';
import { askForLetter, openLink } from '#server/stores/guest/guest-visits.ts';

const byLink = <T>(
  { shell }: Outside,
  { link, operation }: { link: string; operation: string },
  work: (visit: GuestVisit) => Promise<T>,
) => visitAsGuest({ shell, asker: { by: 'link', hash: hashToken(link) }, operation }, work);

const letters = {
  code: { letter: 'write-guest-code', operation: 'POST /api/guest/code' },
  link: { letter: 'write-guest-link', operation: 'POST /api/guest/link' },
} as const;

const asking =
  (wanted: keyof typeof letters) =>
  async ({ link }: InputOf<typeof askForGuestCode | typeof askForGuestLink>, outside: Outside) => {
    const { letter, operation } = letters[wanted];
    await byLink(outside, { link, operation }, (visit) => askForLetter(visit, letter)).catch(
      asIfItWere,
    );
    return { sendsMail: outside.shell.mailer !== undefined };
  };

/** Whoever asks by a link that was never sent hears what everybody hears. */
function asIfItWere(error: unknown) {
  if (!(error instanceof Refused)) throw error;
}

export const askForCode = asking('code');
export const askForLink = asking('link');

export async function openAsGuest({ link, code }: InputOf<typeof opening>, outside: Outside) {
  const { c, shell } = outside;
  const token = newCode();
  await byLink(outside, { link, operation: 'POST /api/guest/open' }, async (visit) => {
    const outcome = await openLink(visit, {
      codeDigest: digestOfGuestCode(shell.auditKey, visit.linkId, code),
      tokenHash: hashToken(token),
    });
    // What was guessed counts, so it stays written down.
    if (outcome !== 'open')
      throw new RefusedAndKept(outcome === 'wrong' ? 'guest-code-wrong' : 'guest-over');
  });
  setGuestCookie(c, token, isSecure(shell));
  return { done: true as const };
}

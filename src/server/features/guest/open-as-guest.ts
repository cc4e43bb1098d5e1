import { openAsGuest as contract } from '#contract/guest.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { digestOfGuestCode } from '#server/platform/guest-code.ts';
import { visitByLink } from '#server/platform/guest-door.ts';
import { newCode } from '#server/platform/one-time-code.ts';
import type { Outside } from '#server/platform/public-route.ts';
import { RefusedAndKept } from '#server/platform/refused.ts';
import { hashToken, isSecure, setGuestCookie } from '#server/platform/session-cookie.ts';
import { openLink } from '#server/stores/guest/guest-visits.ts';

export async function openAsGuest({ link, code }: InputOf<typeof contract>, { c, shell }: Outside) {
  const token = newCode();
  await visitByLink({ shell, link, endpoint: contract }, async (visit) => {
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

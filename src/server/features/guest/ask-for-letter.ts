import { askForGuestCode, askForGuestLink } from '#contract/guest.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { visitByLink } from '#server/platform/guest-door.ts';
import type { Outside } from '#server/platform/public-route.ts';
import { Refused } from '#server/platform/refused.ts';
import { requestLetter, type GuestLetter } from '#server/stores/guest/guest-visits.ts';

const asking =
  (endpoint: typeof askForGuestCode | typeof askForGuestLink, letter: GuestLetter) =>
  async ({ link }: InputOf<typeof endpoint>, { shell }: Outside) => {
    await visitByLink({ shell, link, endpoint }, (visit) => requestLetter(visit, letter)).catch(
      asIfItWere,
    );
    return { sendsMail: shell.mailer !== undefined };
  };

/** Whoever asks by a link that was never sent hears what everybody hears. */
function asIfItWere(error: unknown) {
  if (!(error instanceof Refused)) throw error;
}

export const askForCode = asking(askForGuestCode, 'write-guest-code');
export const askForLink = asking(askForGuestLink, 'write-guest-link');

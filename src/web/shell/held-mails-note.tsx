import { Banner } from '#web/ui/banner.tsx';

/** Said once for all of them, above the mails that wait here. */
export const HeldMailsNote = ({ mails }: { mails: readonly { state: string }[] }) =>
  mails.some(({ state }) => state === 'held') ? (
    <Banner tone="soon" title="No mail server is set up, so mails wait here.">
      Read each and pass it on yourself, or send it again once a server is set up.
    </Banner>
  ) : null;

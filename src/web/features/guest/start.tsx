import { askForGuestCode } from '#contract/guest.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Entry } from './entry.tsx';
import { PressButton } from './press-button.tsx';
import type { Pressed } from './use-press.ts';

/** Programs that look through mails open their links too: whoever reads presses, and only then something is sent. */
export function Start({ link, forCode }: { link: string; forCode: Pressed }) {
  const isWhole = askForGuestCode.input.safeParse({ link }).success;
  return (
    <Entry title="The meeting that our mail is about">
      {isWhole ? (
        <>
          <p>
            So that nobody else opens this, we mail you a code first. It goes to the mailbox that
            the link came to.
          </p>
          <PressButton on={forCode}>Mail me a code</PressButton>
        </>
      ) : (
        <Banner tone="late" title="This address is not complete.">
          Open the whole link in the mail that you have from us.
        </Banner>
      )}
    </Entry>
  );
}

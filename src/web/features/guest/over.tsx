import { Entry } from './entry.tsx';
import { PressButton } from './press-button.tsx';
import type { Pressed } from './use-press.ts';

/** The same words for every reason that there may be. */
export const Over = ({ forNewLink }: { forNewLink: Pressed | null }) => (
  <Entry title="Not available, or no longer">
    {forNewLink === null ? (
      <p>
        Open the newest link that you have from us by mail. Whom to call, if it does not help,
        stands there too.
      </p>
    ) : (
      <>
        <p>Open the newest link that you have from us by mail, or ask for a new one here.</p>
        <PressButton on={forNewLink}>Mail me a new link</PressButton>
      </>
    )}
  </Entry>
);

export const LookForLink = () => (
  <Entry title="Look into your mailbox">
    <p>
      If it still opens something, a new link is on its way to your mailbox. Nothing there after a
      few minutes? Look among unwanted mail, or call: the number stands in the mail that you have.
    </p>
  </Entry>
);

export const NoMail = () => (
  <Entry title="Please call">
    <p>
      No mail leaves this installation, so that no code can come to you. Call whoever invited you:
      they tell you what you may know, and write down your answer.
    </p>
  </Entry>
);

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

/** Whoever else has the link may have used them up. */
export const MostMails = () => (
  <p>
    Five of these mails leave in an hour at most, whoever asked for them; an hour after the first of
    them you can ask again. To wait for nothing, call: the number stands in the mail that you have,
    and whoever answers can invite you anew, which opens at once.
  </p>
);

export const LookForLink = () => (
  <Entry title="Look into your mailbox">
    <p>
      If it still opens something, a new link is on its way to your mailbox. Nothing there after a
      few minutes? Look among unwanted mail, and for a newer mail from us: only the newest opens.
    </p>
    <MostMails />
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

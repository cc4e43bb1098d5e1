import { useCallback } from 'react';
import { askForGuestCode, askForGuestLink } from '#contract/guest.ts';
import { call } from '#web/api/call.ts';
import { EnterCode } from './enter-code.tsx';
import { Left } from './left.tsx';
import { LookForLink, NoMail, Over } from './over.tsx';
import { Start } from './start.tsx';
import { type Step, useAt } from './use-at.ts';
import { usePress } from './use-press.ts';
import { Visit } from './visit.tsx';

/** What an outside person opens from a mail: nothing is asked of the server, and nothing used up, before they press. */
export function GuestPage() {
  const { step, link, go } = useAt();
  return <StepOf key={`${step} ${link}`} step={step} link={link} go={go} />;
}

type Props = { step: Step; link: string; go: (step: Step) => void };

function StepOf({ step, link, go }: Props) {
  const onOver = useCallback(() => go('over'), [go]);
  const forCode = usePress(
    useCallback(async () => {
      const { sendsMail } = await call(askForGuestCode, { link });
      go(sendsMail ? 'code' : 'no-mail');
    }, [link, go]),
  );
  const forNewLink = usePress(
    useCallback(async () => {
      const { sendsMail } = await call(askForGuestLink, { link });
      go(sendsMail ? 'new-link' : 'no-mail');
    }, [link, go]),
  );
  switch (step) {
    case 'start':
      return <Start link={link} forCode={forCode} />;
    case 'code':
      return (
        <EnterCode link={link} forNewLink={forNewLink} onOpen={() => go('visit')} onOver={onOver} />
      );
    case 'new-link':
      return <LookForLink />;
    case 'no-mail':
      return <NoMail />;
    case 'visit':
      return <Visit onOver={onOver} onLeave={() => go('left')} />;
    case 'over':
      return <Over forNewLink={link === '' ? null : forNewLink} />;
    case 'left':
      return <Left />;
  }
}

import type { ReactNode } from 'react';
import { readSession } from '#contract/session.ts';
import { momentInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { useOurWord } from './use-our-word.ts';

/** What is printed says what it is, who printed it and when; a list says that it names nobody. */
export function PrintHead({ children, isNameless = false }: PrintHeadProps) {
  const { One } = useOurWord();
  const { data: session } = useAsk(readSession, {});
  if (!session?.agency || !session.person) return null;
  const now = Temporal.Now.zonedDateTimeISO(session.agency.timeZone);
  return (
    <p className="print-only">
      {session.agency.name}. {children}. Printed by {session.person.fullName}, {momentInWords(now)}.
      {isNameless && ` ${One} numbers only.`} Do not pass on.
    </p>
  );
}

type PrintHeadProps = { children: ReactNode; isNameless?: boolean };

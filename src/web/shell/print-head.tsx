import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { readSession } from '#contract/session.ts';
import { momentInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { useOurWord } from './use-our-word.ts';

/** What is printed says what it is, who printed it and when; a list says that it names nobody. */
export function PrintHead({ children, isNameless = false }: PrintHeadProps) {
  const { One } = useOurWord();
  const { data: session } = useAsk(readSession, {});
  const printedAt = usePrintedAt();
  if (!session?.agency || !session.person) return null;
  const now = printedAt.toZonedDateTimeISO(session.agency.timeZone);
  return (
    <p className="print-only">
      {session.agency.name}. {children}. Printed by {session.person.fullName}, {momentInWords(now)}.
      {isNameless && ` ${One} numbers only.`} Do not pass on.
    </p>
  );
}

/** A page may stand for hours before somebody prints it. */
function usePrintedAt() {
  const [at, setAt] = useState(() => Temporal.Now.instant());
  useEffect(() => {
    // The browser takes the page as it is when this returns.
    const stamp = () => flushSync(() => setAt(Temporal.Now.instant()));
    addEventListener('beforeprint', stamp);
    return () => removeEventListener('beforeprint', stamp);
  }, []);
  return at;
}

type PrintHeadProps = { children: ReactNode; isNameless?: boolean };

import type { QueryClient } from '@tanstack/react-query';
import { readSession } from '#contract/session.ts';
import { readNow } from '#contract/today-now.ts';
import { countDue, listDue } from '#contract/today.ts';
import { question } from '#web/api/use-ask.ts';

const plainList = { when: 'due', strength: 'any', why: 'any', backlog: 'no' } as const;

/**
 * What the browser asked while the script was on its way (see first-asked.ts) is taken up before anything is drawn, so
 * that the page is drawn once and whole. Whatever fails is asked again by the part of the page that needs it.
 */
export async function askEarly(queries: QueryClient) {
  const session = await queries.fetchQuery(question(readSession, {})).catch(() => null);
  const { pathname, search } = location;
  const hasToday = session?.state === 'signed-in' && session.abilities.includes('work:read');
  if (!hasToday || pathname !== '/' || search !== '') return;
  await Promise.all([
    queries.prefetchQuery(question(countDue, {})),
    queries.prefetchQuery(question(readNow, {})),
    queries.prefetchQuery(question(listDue, plainList)),
  ]);
}

import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import {
  keepSession,
  lockSession,
  readSession,
  type Session,
  signOut,
  unlockSession,
} from '#contract/session.ts';
import { call } from '#web/api/call.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { GoTo } from '#web/ui/go-to.ts';
import type { Option } from '#web/ui/option.ts';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { AppShell } from './app-shell.tsx';
import type { Command } from './command.ts';
import { NotYours } from './not-yours.tsx';
import { useOtherWindows } from './use-other-windows.ts';
import { type RailEntry, sampleWords } from './rail.tsx';
import { StepUpDialog } from './step-up-dialog.tsx';

export type FrameProps = {
  railFor: (session: Pick<Session, 'abilities' | 'agency'>) => readonly RailEntry[];
  /** The name of a page that these abilities leave out. */
  leftOut: (path: string, session: Pick<Session, 'abilities' | 'agency'>) => string | undefined;
  commandsFor: (
    abilities: Session['abilities'],
    onGo: (href: string) => void,
  ) => readonly Command[];
  /** Pages that stand alone and need nobody signed in. */
  isOpenPage: (path: string) => boolean;
  searchClients: (query: string) => Promise<readonly Option[]>;
};

type InsideProps = FrameProps & { session: Session; path: string; onGo: (href: string) => void };

/** Around every page: who is here decides what is shown. */
export function Frame(props: FrameProps) {
  const { history } = useRouter();
  const onGo = useCallback((href: string) => history.push(href), [history]);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const asked = useAsk(readSession, {});

  return (
    // Dates are read and typed the American way.
    <I18nProvider locale="en-US">
      <GoTo value={onGo}>
        {asked.data ? (
          <Inside {...props} session={asked.data} path={path} onGo={onGo} />
        ) : (
          <main className="wait-page">
            {asked.isError ? (
              <Banner
                tone="late"
                title={troubleOf(asked.error).title}
                onRetry={() => void asked.refetch()}
              />
            ) : (
              <Skeleton label="Loading Roundtable" rows={3} />
            )}
          </main>
        )}
      </GoTo>
    </I18nProvider>
  );
}

function Inside(props: InsideProps) {
  const { session, path, onGo, railFor, leftOut, commandsFor, isOpenPage } = props;
  const { person, agency, abilities } = session;
  const missing = leftOut(path, { abilities, agency });
  const entries = useMemo(() => railFor({ abilities, agency }), [railFor, abilities, agency]);
  const commands = useMemo(() => commandsFor(abilities, onGo), [commandsFor, abilities, onGo]);
  const acts = useSessionActs();
  const isInside = session.state === 'signed-in' || session.state === 'locked';
  const isOver = useNewDocument({ session, path, isInside, isOpenPage });
  useRightPlace({ session, path, isInside, isOpenPage, isOver });
  useFirstPage(isInside && path === '/' && missing !== undefined ? entries[0]?.href : undefined);

  // While the next page is fetched the one before it is still there, and would ask what it is refused.
  const before = useRouterState({ select: ({ matches }) => matches.at(-1)?.pathname ?? '/' });
  const isWaiting = isInside && leftOut(before, { abilities, agency }) !== undefined;

  if (isOver) return null;
  if (isOpenPage(path))
    return (
      <>
        {session.isSample && (
          <aside className="sample-band" aria-label="About this data">
            {sampleWords}
          </aside>
        )}
        <PageOrWait isWaiting={isWaiting} />
      </>
    );
  if (!isInside || !person || !agency) return null;
  return (
    <AppShell
      entries={entries}
      commands={commands}
      path={path}
      agency={agency.name}
      person={{ name: person.fullName, title: person.title }}
      isSample={agency.isSample}
      isLocked={session.state === 'locked'}
      onGo={onGo}
      {...acts}
      {...(abilities.includes('client:read') && { searchClients: props.searchClients })}
    >
      {missing === undefined ? (
        <PageOrWait isWaiting={isWaiting} />
      ) : (
        <NotYours label={missing} instead={entries[0] ?? null} />
      )}
      <StepUpDialog email={person.email} />
    </AppShell>
  );
}

function PageOrWait({ isWaiting }: { isWaiting: boolean }) {
  const wait = <Skeleton label="Loading the page" />;
  return isWaiting ? (
    wait
  ) : (
    <Suspense fallback={wait}>
      <Outlet />
    </Suspense>
  );
}

type Place = Pick<InsideProps, 'session' | 'path' | 'isOpenPage'> & { isInside: boolean };

/** A document serves one person: with them goes all that they read and typed, however their session came to its end. */
function useNewDocument({ session, path, isInside, isOpenPage }: Place): boolean {
  const here = isInside ? (session.person?.staffId ?? null) : null;
  const [first, setFirst] = useState(here);
  if (first === null && here !== null) setFirst(here);
  // An open page, say the end of a recovery, stays for whoever reads it: what is behind it is drawn for the same person alone.
  const isOver = first !== null && here !== first && (here !== null || !isOpenPage(path));
  useEffect(() => {
    if (!isOver) return;
    location.replace(here === null ? '/sign-in' : '/');
  }, [isOver, here]);
  return isOver;
}

/** Whoever must sign in first comes back afterwards to the page that was asked for. */
function useRightPlace(place: Place & { isOver: boolean }) {
  const { session, path, isInside, isOpenPage, isOver } = place;
  const { history } = useRouter();
  const wanted = useRef('/');
  useEffect(() => {
    if (isOver) return;
    if (isInside && (path === '/sign-in' || path === '/first-run')) history.replace(wanted.current);
    else if (!isInside && !isOpenPage(path)) {
      wanted.current = history.location.href;
      history.replace(session.isFirstRun ? '/first-run' : '/sign-in');
    }
  }, [isInside, isOver, path, isOpenPage, session.isFirstRun, history]);
}

/** Whoever has no Today begins at the first page that is theirs. */
function useFirstPage(href: string | undefined) {
  const { history } = useRouter();
  useEffect(() => {
    if (href !== undefined) history.replace(href);
  }, [href, history]);
}

function useSessionActs() {
  const queries = useQueryClient();
  const tellOtherWindows = useOtherWindows();
  return useMemo(() => {
    const learn = (session: Session) => queries.setQueryData([readSession.path, {}], session);
    return {
      onActive: () => void call(keepSession, {}).then(learn, () => null),
      onLock: () => void call(lockSession, {}).then(learn, () => null),
      onUnlock: async (password: string) => {
        learn(await call(unlockSession, { password }));
        void queries.invalidateQueries();
      },
      onSignOut: () => {
        // A new document: nothing of the old one stays in this window's memory.
        void call(signOut, {})
          .then(tellOtherWindows)
          .finally(() => location.assign('/'));
      },
    };
  }, [queries, tellOtherWindows]);
}

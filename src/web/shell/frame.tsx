import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { type ComponentType, Suspense, useCallback, useEffect, useMemo } from 'react';
import { readSession, type Session } from '#contract/session.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import type { Option } from '#web/ui/option.ts';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { AppShell } from './app-shell.tsx';
import type { Command } from './command.ts';
import { LanguageAndLinks } from './language-and-links.tsx';
import type { RailEntry } from './rail.tsx';

export type FrameProps = {
  /** What stands at every address until someone has signed in and chosen an agency. */
  SignIn: ComponentType;
  FirstRun: ComponentType;
  railFor: (abilities: Session['abilities']) => readonly RailEntry[];
  commandsFor?: (
    abilities: Session['abilities'],
    onGo: (href: string) => void,
  ) => readonly Command[];
  searchClients?: (query: string) => Promise<readonly Option[]>;
  unlock: (password: string) => Promise<unknown>;
  signOut: () => Promise<unknown>;
};

/** Around every page: who is here decides what is shown. Signing in leaves the address as it is. */
export function Frame(props: FrameProps) {
  const router = useRouter();
  const { history } = router;
  const onGo = useCallback((href: string) => history.push(href), [history]);
  const asked = useAsk(readSession, {});

  return (
    <LanguageAndLinks onGo={onGo}>
      {asked.data ? (
        <Inside {...props} session={asked.data} onGo={onGo} />
      ) : (
        <div className="wait-page">
          {asked.isError ? (
            <Banner
              tone="late"
              title={troubleOf(asked.error).title}
              onRetry={() => void asked.refetch()}
            />
          ) : (
            <Skeleton label="Loading Roundtable" rows={3} />
          )}
        </div>
      )}
    </LanguageAndLinks>
  );
}

function Inside(props: FrameProps & { session: Session; onGo: (href: string) => void }) {
  const { session, onGo, SignIn, FirstRun, railFor, commandsFor, unlock, signOut } = props;
  const queries = useQueryClient();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { person, agency, abilities } = session;
  const isLocked = session.state === 'locked';
  const entries = useMemo(() => railFor(abilities), [railFor, abilities]);
  const commands = useMemo(
    () => commandsFor?.(abilities, onGo) ?? [],
    [commandsFor, abilities, onGo],
  );
  useForgetOnSignOut(session.state === 'signed-out');

  if (!person || !agency || session.state === 'signed-out' || session.state === 'choose-agency') {
    return <Suspense>{session.isFirstRun ? <FirstRun /> : <SignIn />}</Suspense>;
  }
  return (
    <AppShell
      entries={entries}
      commands={commands}
      path={path}
      agency={agency.name}
      person={{ name: person.fullName, title: person.title }}
      isSample={agency.isSample}
      isLocked={isLocked}
      onGo={onGo}
      {...(props.searchClients && { searchClients: props.searchClients })}
      onActive={() => void queries.invalidateQueries({ queryKey: [readSession.path] })}
      onUnlock={async (password) => {
        await unlock(password);
        await queries.invalidateQueries();
      }}
      onSignOut={() => {
        // A new document: nothing of the old one stays in this window's memory.
        void signOut().finally(() => location.assign('/'));
      }}
    >
      <Outlet />
    </AppShell>
  );
}

function useForgetOnSignOut(isSignedOut: boolean) {
  const queries = useQueryClient();
  useEffect(() => {
    if (isSignedOut)
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== readSession.path });
  }, [isSignedOut, queries]);
}

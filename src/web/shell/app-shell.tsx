import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import type { Option } from '#web/ui/option.ts';
import type { Command } from './command.ts';
import { IdleWarning } from './idle-warning.tsx';
import { Rail, type RailEntry, sampleWords } from './rail.tsx';
import { TopBar } from './top-bar.tsx';
import { idleLimits, useIdleLock } from './use-idle-lock.ts';
import { useSetting } from './use-setting.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { themes, useTheme } from './use-theme.ts';

type Props = {
  entries: readonly RailEntry[];
  path: string;
  agency: string;
  person: { name: string; title?: string | undefined };
  isSample: boolean;
  /** The server has locked the session, in this window or before it was opened. */
  isLocked?: boolean;
  commands?: readonly Command[];
  searchClients?: (query: string) => Promise<readonly Option[]>;
  onGo: (href: string) => void;
  onSignOut: () => void;
  onUnlock: (password: string) => Promise<void>;
  onActive?: () => void;
  onLock?: () => void;
  limits?: typeof idleLimits;
  children: ReactNode;
};

const noCommands: readonly Command[] = [];
const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}));
const ShortcutsHelp = lazy(async () => ({
  default: (await import('./shortcuts-help.tsx')).ShortcutsHelp,
}));
const fetchLock = async () => ({ default: (await import('./lock-screen.tsx')).LockScreen });
const LockScreen = lazy(fetchLock);
const quietMs = 3_000;

/** Fetched before it is needed: a laptop that wakes up without a network locks too, and keeps what was typed. */
function useLockAtHand() {
  useEffect(() => {
    const timer = setTimeout(() => void fetchLock().catch(() => undefined), quietMs);
    return () => clearTimeout(timer);
  }, []);
}

/** What stands around every page: where one may go, who one is, search, keys, and the lock. */
export function AppShell(props: Props) {
  const { entries, path, isSample, commands = noCommands, limits = idleLimits, onGo } = props;
  const [shown, setShown] = useState<'palette' | 'help' | null>(null);
  const [letters, setLetters] = useSetting('single-letters', ['on', 'off']);
  const { phase, lock, cover, release } = useIdleLock({
    ...limits,
    onActive: props.onActive,
    onLock: props.onLock,
  });
  useLockAtHand();
  const isLocked = phase === 'locked';
  const isLockedByServer = props.isLocked ?? false;
  useEffect(() => {
    if (isLockedByServer) cover();
  }, [isLockedByServer, cover]);
  const close = useCallback(() => setShown(null), []);
  const openPalette = useCallback(() => setShown('palette'), []);
  const all = useMemo(
    () => allCommands({ entries, commands, onGo, show: setShown }),
    [entries, commands, onGo],
  );
  useShortcuts({
    commands: all,
    letters: letters === 'on',
    isOn: !isLocked && shown === null,
    onPalette: openPalette,
  });
  const personMenu = usePersonMenu({
    onHelp: () => setShown('help'),
    onLock: lock,
    onSignOut: props.onSignOut,
  });

  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <div className="app">
        <TopBar {...props} personMenu={personMenu} onPalette={openPalette} />
        {phase === 'warning' && (
          <IdleWarning minutes={limits.warnBeforeMs / 60_000} onStay={release} />
        )}
        <Rail entries={entries} path={path} isSample={isSample} />
        <main className="sheet" id="main" tabIndex={-1}>
          {props.children}
          {isSample && <p className="sample-foot">{sampleWords}</p>}
        </main>
      </div>
      <Suspense>
        {shown === 'palette' && !isLocked && (
          <CommandPalette
            commands={all}
            searchClients={props.searchClients}
            onOpenClient={(id) => onGo(`/clients/${id}`)}
            onClose={close}
          />
        )}
        {shown === 'help' && !isLocked && (
          <ShortcutsHelp
            commands={all}
            letters={letters === 'on'}
            onLetters={(on) => setLetters(on ? 'on' : 'off')}
            onClose={close}
          />
        )}
      </Suspense>
      {isLocked && (
        <Suspense fallback={<div className="lock-screen" />}>
          <LockScreen
            person={props.person.name}
            onUnlock={props.onUnlock}
            onUnlocked={release}
            onSignOut={props.onSignOut}
          />
        </Suspense>
      )}
    </>
  );
}

type Gathered = Pick<Props, 'entries' | 'onGo'> & {
  commands: readonly Command[];
  show: (what: 'palette' | 'help') => void;
};

const allCommands = ({ entries, commands, onGo, show }: Gathered): readonly Command[] => [
  ...commands,
  ...entries.map(({ href, label, keys }) => ({
    id: `go ${href}`,
    label: `Go to ${label}`,
    ...(keys === undefined ? {} : { keys }),
    run: () => onGo(href),
  })),
  { id: 'search', label: 'Search', keys: '/', run: () => show('palette') },
  { id: 'help', label: 'Keyboard shortcuts', keys: '?', run: () => show('help') },
];

const themeWords = { system: 'as the system', light: 'light', dark: 'dark' } as const;

function usePersonMenu(acts: { onHelp: () => void; onLock: () => void; onSignOut: () => void }) {
  const [theme, setTheme] = useTheme();
  return [
    { id: 'account', label: 'Your account', href: '/account' },
    ...themes
      .filter((one) => one !== theme)
      .map((one) => ({
        id: one,
        label: `Colors: ${themeWords[one]}`,
        onAction: () => setTheme(one),
      })),
    { id: 'help', label: 'Keyboard shortcuts', onAction: acts.onHelp },
    { id: 'lock', label: 'Lock', onAction: acts.onLock },
    { id: 'sign-out', label: 'Sign out', onAction: acts.onSignOut },
  ] satisfies MenuEntry[];
}

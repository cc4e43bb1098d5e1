import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import type { Session } from '#contract/session.ts';
import type { Command } from '#web/shell/command.ts';
import { findClients } from '#web/shell/find-clients.ts';
import { Frame } from '#web/shell/frame.tsx';
import { NoPage } from '#web/shell/no-page.tsx';
import { PageTrouble } from '#web/shell/page-trouble.tsx';
import type { RailEntry } from '#web/shell/rail.tsx';
import { pageTable } from './page-table.ts';

const openPages = new Set(pageTable.filter(({ isOpen }) => isOpen).map(({ path }) => path));

const isOpenPage = (path: string) => openPages.has(path);

type Railed = Pick<Session, 'abilities' | 'agency'>;

const railFor = ({ abilities, agency }: Railed): readonly RailEntry[] =>
  pageTable.flatMap(({ path, rail }) =>
    rail && abilities.includes(rail.needs)
      ? [
          {
            href: path,
            label: rail.isOfClients && agency ? ofClients(agency.clientWord) : rail.label,
            ...(rail.keys && { keys: rail.keys }),
          },
        ]
      : [],
  );

const ofClients = (word: string) => `${capitalized(word)}s`;

const hasPlanner = pageTable.some(({ path }) => path === '/conferences/$conferenceId');

const commandsFor = (
  abilities: Session['abilities'],
  onGo: (href: string) => void,
): readonly Command[] =>
  abilities.includes('conference:plan') && hasPlanner
    ? [
        {
          id: 'new-conference',
          label: 'Set up a conference',
          keys: 'c',
          run: () => onGo('/conferences/new'),
        },
      ]
    : [];

const root = createRootRoute({
  notFoundComponent: NoPage,
  errorComponent: () => (
    <main className="solo" id="main">
      <PageTrouble />
    </main>
  ),
  component: () => (
    <Frame
      railFor={railFor}
      commandsFor={commandsFor}
      isOpenPage={isOpenPage}
      searchClients={findClients}
    />
  ),
});

export const pages = root.addChildren(
  pageTable.map(({ path, load }) =>
    createRoute({
      getParentRoute: () => root,
      path,
      component: lazyRouteComponent(load),
      errorComponent: PageTrouble,
    }),
  ),
);

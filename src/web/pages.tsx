import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { pluralOf } from '#domain/plurals.ts';
import type { Session } from '#contract/session.ts';
import type { Command } from '#web/shell/command.ts';
import { findClients } from '#web/shell/find-clients.ts';
import { Frame } from '#web/shell/frame.tsx';
import { NoPage } from '#web/shell/no-page.tsx';
import { PageTrouble } from '#web/shell/page-trouble.tsx';
import type { RailEntry } from '#web/shell/rail.tsx';
import type { Page } from './page.ts';
import { pageTable } from './page-table.ts';

const openPages = new Set(pageTable.filter(({ isOpen }) => isOpen).map(({ path }) => path));

const isOpenPage = (path: string) => openPages.has(path);

type Rail = NonNullable<Page['rail']>;
type Railed = Pick<Session, 'abilities' | 'agency'>;

const railFor = ({ abilities, agency }: Railed): readonly RailEntry[] =>
  pageTable.flatMap(({ path, rail }) =>
    rail && abilities.includes(rail.needs)
      ? [
          {
            href: path,
            group: rail.group,
            label: labelOf(rail, agency),
            ...(rail.keys && { keys: rail.keys }),
          },
        ]
      : [],
  );

const labelOf = (rail: Rail, agency: Railed['agency']) =>
  rail.isOfClients && agency ? capitalized(pluralOf(agency.clientWord)) : rail.label;

const leftOut = (path: string, { abilities, agency }: Railed) => {
  const rail = pageTable.find((page) => page.path === path)?.rail;
  return rail && !abilities.includes(rail.needs) ? labelOf(rail, agency) : undefined;
};

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
      leftOut={leftOut}
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

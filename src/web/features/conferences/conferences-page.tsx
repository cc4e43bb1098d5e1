import { useState } from 'react';
import { listConferences } from '#contract/conferences/plan.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { readSession } from '#contract/session.ts';
import { modeWords, whatAConferenceIs } from '#domain/conference/conference-words.ts';
import { listInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { Status, type StatusKind } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

type Row = ReplyOf<typeof listConferences>['conferences'][number];
type View = 'upcoming' | 'to-close' | 'past';

const bands = [
  {
    view: 'to-close',
    title: 'To close',
    empty: 'Nothing waits to be closed.',
    why: undefined,
  },
  {
    view: 'upcoming',
    title: 'Upcoming',
    empty: 'No conference is being planned.',
    why: 'Set one up, or pick people on Today who are due.',
  },
  {
    view: 'past',
    title: 'Past',
    empty: 'No conference has been closed yet.',
    why: 'Closed conferences stay here, and in the record of each person.',
  },
] as const satisfies readonly {
  view: View;
  title: string;
  empty: string;
  why: string | undefined;
}[];

/** Every conference one may see: what lies ahead, what waits to be closed, what is past. */
export function ConferencesPage() {
  const { data: session } = useAsk(readSession, {});
  const mayPlan = session?.abilities.includes('conference:plan') ?? false;
  const setUp = (
    <Link href="/conferences/new" look="primary">
      Set up a conference
    </Link>
  );
  return (
    <>
      <PageHead
        title="Conferences"
        lead={whatAConferenceIs}
        actions={mayPlan ? setUp : undefined}
      />
      {bands.map((band) => (
        <Band key={band.view} {...band} />
      ))}
      {mayPlan && <div className="bottombar">{setUp}</div>}
    </>
  );
}

function Band({ view, title, empty, why }: (typeof bands)[number]) {
  const [pages, setPages] = useState<(string | undefined)[]>([undefined]);
  const first = useAsk(listConferences, { view });
  // Silence for what is fine: nothing to close is no news.
  if (view === 'to-close' && !first.isError && !first.data?.conferences.length) return null;
  const isLast = (index: number) => index === pages.length - 1;
  return (
    <SectionBand title={title}>
      {pages.map((after, index) => (
        <Page
          key={after ?? 'first'}
          view={view}
          after={after}
          empty={<EmptyState title={empty}>{why}</EmptyState>}
          onMore={isLast(index) ? (next) => setPages([...pages, next]) : undefined}
        />
      ))}
    </SectionBand>
  );
}

type PageProps = {
  view: View;
  after: string | undefined;
  empty: React.ReactNode;
  onMore: ((next: string) => void) | undefined;
};

function Page({ view, after, empty, onMore }: PageProps) {
  const asked = useAsk(listConferences, { view, ...(after && { after }) });
  if (asked.isPending) return <Skeleton label="Looking for conferences" rows={2} isTall />;
  if (asked.isError && !asked.data) {
    const { title, reference } = troubleOf(asked.error);
    return (
      <Banner tone="late" title={title} reference={reference} onRetry={() => asked.refetch()} />
    );
  }
  const { conferences, next } = asked.data;
  if (conferences.length === 0 && after === undefined) return empty;
  return (
    <>
      <RowsList items={conferences.map((row) => ({ id: row.conferenceId, ...wordsOf(row) }))} />
      {next && onMore && <Button onPress={() => onMore(next)}>Show earlier conferences</Button>}
    </>
  );
}

const states: Record<Row['state'], { kind: StatusKind; words: string }> = {
  draft: { kind: 'partly', words: 'Draft, not sent' },
  scheduled: { kind: 'planned', words: 'Invitations sent' },
  'in-session': { kind: 'conference', words: 'In session' },
  ended: { kind: 'soon', words: 'Ended, not closed' },
  closed: { kind: 'done', words: 'Closed' },
  cancelled: { kind: 'done', words: 'Cancelled' },
  discarded: { kind: 'done', words: 'Not held' },
};

const missed = {
  'not-begun': { kind: 'late', words: 'Its time is over, and nobody began it' },
  'not-ended': { kind: 'late', words: 'Begun, and not ended' },
} as const satisfies Record<NonNullable<Row['missed']>, { kind: StatusKind; words: string }>;

const nextStep: Record<Row['state'], string> = {
  draft: 'Go on planning',
  scheduled: 'Open',
  'in-session': 'Open the room',
  ended: 'Finish',
  closed: 'Open',
  cancelled: 'Open',
  discarded: 'Open',
};

function whenWords({ inWords, mode, state }: Row): string {
  if (inWords) return `${inWords}, ${modeWords[mode].toLowerCase()}.`;
  return mode === 'email' && state !== 'draft' ? 'Exchange by email.' : 'No date yet.';
}

function wordsOf(row: Row) {
  const { kind, words } = row.missed === null ? states[row.state] : missed[row.missed];
  const step = row.missed === 'not-begun' ? 'Say what happened' : nextStep[row.state];
  const names = row.clients.map(({ name }) => name);
  const who = names.length === 0 ? `Conference ${row.number}` : listInWords(names);
  const lead = row.isLedByAsker ? 'You facilitate.' : leadWords(row.facilitatorName);
  return {
    text: (
      <>
        <span className="strong">{who}</span>
        <span className="second">
          {whenWords(row)} {lead}
        </span>
        <Status kind={kind} isSmall>
          {words}
        </Status>
      </>
    ),
    action: (
      <Link
        href={`/conferences/${row.conferenceId}`}
        look="secondary"
        size="row"
        aria-label={`${step}: ${who}`}
      >
        {step}
      </Link>
    ),
  };
}

const leadWords = (name: string | null) =>
  name === null ? 'Nobody facilitates yet.' : `${name} facilitates.`;

import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReplyOf } from '#contract/endpoint.ts';
import {
  cancelDueSnapshot,
  exportDueSnapshot,
  requestPastDueList,
  readDueSnapshot,
  type DueSnapshotRow,
  type DueSnapshotShow as Show,
} from '#contract/due-snapshots.ts';
import { figureInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { TakeOutButton } from '#web/shell/take-out-button.tsx';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { DataTable } from '#web/ui/data-table.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { Progress } from '#web/ui/progress.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Segment } from '#web/ui/segment.tsx';
import { Status } from '#web/ui/status.tsx';
import type { TableColumn } from '#web/ui/table-props.ts';
import { knownWords, progressWords, titleOf } from './due-snapshot-words.ts';

type Reply = ReplyOf<typeof readDueSnapshot>;

const often = 1_000;

/** One past due list: how far it is, then its rows. */
export function DueSnapshotPage() {
  const { snapshotId = '' }: { snapshotId?: string } = useParams({ strict: false });
  const [show, setShow] = useState<Show>('late');
  const [pages, setPages] = useState<readonly string[]>([]);
  const after = pages.at(-1);
  const [isUnderWay, setUnderWay] = useState(true);
  const asked = useAsk(
    readDueSnapshot,
    { snapshotId, show, ...(after === undefined ? {} : { after }) },
    isUnderWay ? { refetchInterval: often } : {},
  );
  const state = asked.data?.snapshot.state;
  if (isUnderWay && (state === 'done' || state === 'cancelled' || asked.isError))
    setUnderWay(false);

  return (
    <>
      {asked.data === undefined && <PageHead title="A past due list" />}
      <Asked asked={asked} label="Loading the list" rows={8}>
        {(reply) => (
          <>
            <PageHead
              title={titleOf(reply.snapshot)}
              kicker={reply.snapshot.programName ?? 'Every program'}
              lead={knownWords(reply.snapshot, reply.timeZone)}
              actions={<HeadActions reply={reply} show={show} />}
            />
            {reply.snapshot.state === 'done' ? (
              <Rows
                reply={reply}
                show={show}
                onShow={(next) => {
                  setShow(next);
                  setPages([]);
                }}
                onNext={reply.next === null ? null : () => setPages([...pages, reply.next ?? ''])}
                onBack={pages.length === 0 ? null : () => setPages(pages.slice(0, -1))}
              />
            ) : (
              <UnderWay {...reply} />
            )}
          </>
        )}
      </Asked>
    </>
  );
}

function HeadActions({ reply, show }: { reply: Reply; show: Show }) {
  const { snapshotId, state } = reply.snapshot;
  if (state !== 'done') return <Link href="/reports/due">All lists</Link>;
  return (
    <>
      <Link href="/reports/due">All lists</Link>
      <TakeOutButton
        file={exportDueSnapshot}
        ask={requestPastDueList}
        what="past-due-list"
        inputFor={(taking) => ({ snapshotId, show, ...taking })}
      />
      <Button onPress={() => print()}>Print</Button>
    </>
  );
}

function UnderWay({ snapshot }: Reply) {
  const cancel = useTell(cancelDueSnapshot);
  const { snapshotId, state, total, lookedAt } = snapshot;
  if (state === 'cancelled')
    return (
      <EmptyState title="This list was cancelled.">
        Ask for it again whenever you need it: the facts that it is made of stay.
      </EmptyState>
    );
  return (
    <SectionBand title="Being worked out">
      <Progress
        label="Looking at the enrollments of that day"
        value={total === null ? undefined : lookedAt}
        max={total ?? 1}
        words={progressWords(snapshot)}
      />
      <p className="soft">You can leave this page; the list goes on and waits for you here.</p>
      <Button isPending={cancel.isPending} onPress={() => cancel.mutate({ snapshotId })}>
        Cancel
      </Button>
    </SectionBand>
  );
}

type RowsProps = {
  reply: Reply;
  show: Show;
  onShow: (show: Show) => void;
  onNext: (() => void) | null;
  onBack: (() => void) | null;
};

function Rows({ reply: { rows, counts }, show, onShow, onNext, onBack }: RowsProps) {
  const { One } = useOurWord();
  return (
    <SectionBand
      title="Due list"
      tools={
        <Segment
          label="Which rows"
          options={[
            { id: 'late', label: `Late ${figureInWords(counts.late)}` },
            { id: 'due-soon', label: `Due soon ${figureInWords(counts.dueSoon)}` },
            { id: 'all', label: `All owed ${figureInWords(counts.all)}` },
            ...(counts.met === null
              ? []
              : [{ id: 'met' as const, label: `Met ${figureInWords(counts.met)}` }]),
          ]}
          value={show}
          onChange={onShow}
        />
      }
    >
      <DataTable
        label="Due list"
        columns={columnsFor(One)}
        items={rows}
        nameOf={nameOf}
        empty={
          <EmptyState title={emptyWords[show]}>Another choice above shows the rest.</EmptyState>
        }
      />
      {counts.met === null && (
        <p className="soft">
          What had been met by that day was not listed yet when this list was worked out. Ask for
          the list of that day again to read it.
        </p>
      )}
      <p className="actions">
        {onBack && <Button onPress={onBack}>Earlier rows</Button>}
        {onNext && <Button onPress={onNext}>Next rows</Button>}
      </p>
    </SectionBand>
  );
}

const emptyWords: Record<Show, string> = {
  late: 'Nobody was late on that day.',
  'due-soon': 'Nothing was due soon on that day.',
  all: 'Nothing was owed on that day.',
  met: 'Nothing that is owed once had been met by that day.',
};

const nameOf = ({ clientName, clientNumber }: DueSnapshotRow) => clientName ?? `#${clientNumber}`;

function Held({ held }: Pick<DueSnapshotRow, 'held'>) {
  if (held === null) return <span className="soft">None that counts by that day</span>;
  return (
    <>
      {held.when}
      <span className="second">{held.keyProviders}</span>
      {held.others.length > 0 && (
        <span className="second">{`Also there: ${held.others.join('; ')}`}</span>
      )}
    </>
  );
}

const columnsFor = (client: string): TableColumn<DueSnapshotRow>[] => [
  {
    id: 'client',
    label: client,
    isRowHeader: true,
    phone: 'title',
    cell: (row) => (
      <>
        <span className="strong">{nameOf(row)}</span>
        <span className="second">
          {row.clientName === null ? row.programName : `#${row.clientNumber} ${row.programName}`}
        </span>
      </>
    ),
  },
  {
    id: 'why',
    label: 'Why due',
    cell: ({ rule, strength, evidence, notes }) => (
      <>
        {rule}, <span className="soft">{strength.replace('_', ' ')}</span>
        <span className="second">{[evidence, ...notes].join('. ')}</span>
      </>
    ),
  },
  { id: 'held', label: 'Held, and with whom', cell: ({ held }) => <Held held={held} /> },
  {
    id: 'due',
    label: 'Due',
    phone: 'corner',
    width: 'm',
    cell: ({ due, left, status }) => (
      <>
        {due}
        <span className="second">
          {status === 'overdue' ? <Status kind="late">{left}</Status> : left}
        </span>
      </>
    ),
  },
];

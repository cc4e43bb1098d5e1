import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { mostClients } from '#domain/conference/most-clients.ts';
import type { DueRow, Meeting } from '#contract/today.ts';
import { listInWords } from '#domain/words.ts';
import { useMay } from '#web/shell/use-may.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { DataTable } from '#web/ui/data-table.tsx';
import { Link } from '#web/ui/link.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { Status } from '#web/ui/status.tsx';
import type { TableColumn } from '#web/ui/table-props.ts';
import { useBeside } from './beside.ts';
import { DueActs, type Act } from './due-acts.tsx';
import type { ManyKind } from './many-kind.ts';
import { DueWhy } from './due-why.tsx';
import { dayOf, markOf, momentOf, plainDay, planAddress, shortDay } from './today-words.ts';

type Props = {
  label: string;
  rows: readonly DueRow[];
  today: string;
  /** Others' caseloads are on the list too. */
  showsWorker: boolean;
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
  /** Opens the form for a request without an answer. */
  onTried: (row: DueRow) => void;
  /** Does it for all that is selected, where that is more than this row. */
  onMany: (kind: ManyKind) => void;
  empty: ReactNode;
};

/** Who is due, why, since when, and what to do next. */
export function DueTable(props: Props) {
  const { label, rows, today, showsWorker, selected, onSelect, onTried, onMany, empty } = props;
  const { history } = useRouter();
  const { One } = useOurWord();
  const mayPlan = useMay('conference:plan');
  const mayWrite = useMay('record:write');
  const plan = (row: DueRow) => {
    const chosen = selected.size > 0 ? rows.filter(({ id }) => selected.has(id)) : [row];
    // More than one conference takes, or somebody who has died: the bar of what is selected says so.
    if (chosen.some(({ diedOn }) => diedOn !== null) || chosen.length > mostClients) return;
    history.push(planAddress(chosen.map(({ enrollmentId }) => enrollmentId)));
  };
  const [act, setAct] = useState<Act | null>(null);
  const open = (kind: Act['kind']) => (row: DueRow) => setAct({ kind, row });
  const isOneOfMany = ({ id }: DueRow) => selected.size > 1 && selected.has(id);
  const keys = {
    ...(mayPlan && { c: plan }),
    ...(mayWrite && {
      e: (row: DueRow) => (isOneOfMany(row) ? onMany('attempt') : onTried(row)),
      s: (row: DueRow) => (isOneOfMany(row) ? onMany('snooze') : open('snooze')(row)),
      w: open('why'),
    }),
  };
  // The same columns as long as they say the same: a row is then drawn anew only when it changes.
  const columns = useMemo(
    () => columnsOf({ today, showsWorker, mayPlan, mayWrite, onAct: setAct, onTried, word: One }),
    [today, showsWorker, mayPlan, mayWrite, onTried, One],
  );
  return (
    <>
      <DataTable
        label={label}
        columns={columns}
        items={rows}
        nameOf={({ name }) => name}
        empty={empty}
        onOpen={({ clientId }) => history.push(`/clients/${clientId}`)}
        {...(mayPlan && { selected, onSelect })}
        keys={keys}
      />
      {act && <DueActs act={act} onClose={() => setAct(null)} />}
    </>
  );
}

type Shown = Pick<Props, 'today' | 'showsWorker' | 'onTried'> & {
  mayPlan: boolean;
  mayWrite: boolean;
  word: string;
  onAct: (act: Act) => void;
};

const columnsOf = (shown: Shown): TableColumn<DueRow>[] => [
  {
    id: 'client',
    label: shown.word,
    isRowHeader: true,
    width: 'm',
    phone: 'title',
    cell: ({ clientId, name, number, programName, workerName }) => (
      <>
        <Link look="plain" className="name-on-screen" href={`/clients/${clientId}`}>
          {name}
        </Link>
        <span className="second">
          #{number} {programName}
          {shown.showsWorker && <>, {workerName ?? 'nobody assigned'}</>}
        </span>
      </>
    ),
  },
  {
    id: 'why',
    label: 'Why due',
    width: 'l',
    cell: (row) => <DueWhy row={row} />,
  },
  {
    id: 'due',
    label: 'Due',
    phone: 'corner',
    cell: (row) => {
      const mark = markOf(row);
      return (
        <>
          <span className="due-date">{row.due}</span>
          <span className="left">
            {mark ? (
              <Status kind={mark}>
                {row.severity === 'crisis' ? `Crisis. ${row.left}` : row.left}
              </Status>
            ) : (
              <span className="soft">{row.left}</span>
            )}
          </span>
        </>
      );
    },
  },
  {
    id: 'held',
    label: 'Last held',
    isOnlyWide: true,
    phone: 'hidden',
    cell: ({ lastHeldOn }) => (lastHeldOn === null ? 'Not held' : plainDay(lastHeldOn)),
  },
  {
    id: 'next',
    label: 'Next step',
    width: 'm',
    cell: (row) => (
      <>
        <span className="next-line">
          <NextStep row={row} today={shown.today} mayPlan={shown.mayPlan} />
          {shown.mayWrite && <MoreActs row={row} {...shown} />}
        </span>
        <MissingConsents clientId={row.clientId} />
        <NextClients row={row} />
      </>
    ),
  },
];

/** Still plannable: the tag says only whom one could not ask yet. */
function MissingConsents({ clientId }: Pick<DueRow, 'clientId'>) {
  const consents = useBeside(clientId)?.consents;
  if (!consents || consents.missing === 0) return null;
  return (
    <span className="second">
      <Status kind="blocked" isSmall>
        Consent needed for {consents.missing} of {consents.of}
      </Status>
    </span>
  );
}

type MoreProps = Pick<Shown, 'onAct' | 'onTried'> & { row: DueRow };

/** Each of them has a key of its own too: w, e and s. */
const MoreActs = ({ row, onAct, onTried }: MoreProps) => (
  <span className="no-print">
    <Menu
      look="quiet"
      size="small"
      label="More"
      aria-label={`More about ${row.name}`}
      entries={[
        { id: 'why', label: 'Why?', onAction: () => onAct({ kind: 'why', row }) },
        { id: 'attempt', label: 'Log an attempt', onAction: () => onTried(row) },
        { id: 'snooze', label: 'Snooze', onAction: () => onAct({ kind: 'snooze', row }) },
      ]}
    />
  </span>
);

function NextStep({ row, today, mayPlan }: { row: DueRow; today: string; mayPlan: boolean }) {
  const { next, enrollmentId, name, clientId, diedOn } = row;
  if (next === null && diedOn !== null)
    return (
      <Link href={`/clients/${clientId}?tab=details`} aria-label={`End the enrollment of ${name}`}>
        End the enrollment
      </Link>
    );
  if (next === null)
    return mayPlan ? (
      <Link href={planAddress([enrollmentId])} aria-label={`Plan a conference for ${name}`}>
        Plan
      </Link>
    ) : (
      <span className="soft">To be planned</span>
    );
  return <Link href={`/conferences/${next.conferenceId}`}>{stepWords(next, today)}</Link>;
}

function NextClients({ row: { next } }: { row: DueRow }) {
  if (next === null || next.withClients.length === 0) return null;
  return <span className="second name-on-screen">With {listInWords(next.withClients)}</span>;
}

function stepWords(next: Meeting, today: string) {
  if (next.missed === 'not-begun') return 'Say what happened';
  if (next.missed === 'not-ended') return 'End it';
  if (next.state === 'ended') return 'Finish and send';
  if (next.state === 'in-session') return 'In session now';
  if (next.state === 'scheduled') return momentOf(next, today);
  const on = dayOf(next);
  return on === null ? 'Draft' : `Draft for ${shortDay(on, today)}`;
}

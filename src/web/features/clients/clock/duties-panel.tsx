import { useState } from 'react';
import type { ClientBanner } from '#contract/clients.ts';
import {
  type DutyView,
  type ProgramFacts,
  readClockFacts,
} from '#contract/clock-facts/read-clock-facts.ts';
import { endSnooze } from '#contract/clock-facts/snoozes.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { SnoozeDialog } from '#web/shell/snooze-dialog.tsx';
import { WhyDialog } from '#web/shell/why-dialog.tsx';
import { announce } from '#web/ui/announce.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import { Menu } from '#web/ui/menu.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { ChangesPanel } from './changes-panel.tsx';
import { dueMark } from '#web/features/clients/client-words.ts';
import { runningOf } from './fact-words.ts';
import { ReassessmentsPanel } from './reassessments-panel.tsx';
import { useSetUp } from '#web/features/clients/set-up-conference.tsx';
import { SuspensionsPanel } from './suspensions-panel.tsx';

/** What each program asks for and why, and what lies behind it. */
export function DutiesPanel({ client }: { client: ClientBanner }) {
  const asked = useAsk(readClockFacts, { clientId: client.clientId });
  return (
    <Asked asked={asked} label="Looking for what is due" rows={3}>
      {({ programs, changes, mayWrite }) => (
        <>
          <DueNext client={client} programs={runningOf(programs)} mayWrite={mayWrite} />
          <ChangesPanel client={client} changes={changes} mayWrite={mayWrite} />
          <ReassessmentsPanel programs={programs} mayWrite={mayWrite} />
          <SuspensionsPanel programs={programs} mayWrite={mayWrite} />
        </>
      )}
    </Asked>
  );
}

type Row = { program: ProgramFacts; duty: DutyView };

type DueNextProps = {
  client: ClientBanner;
  programs: readonly ProgramFacts[];
  mayWrite: boolean;
};

function DueNext({ client, programs, mayWrite }: DueNextProps) {
  const [snoozing, setSnoozing] = useState<Row | null>(null);
  const [asking, setAsking] = useState<Row | null>(null);
  const acts = useEntries(client.may.plan, setSnoozing);
  const entriesFor = (row: Row): MenuEntry[] => [
    { id: 'why', label: 'Why?', onAction: () => setAsking(row) },
    ...(mayWrite ? acts(row) : []),
  ];
  const dutyOf = ({ program, duty }: Row) => ({
    clientId: client.clientId,
    enrollmentId: program.enrollmentId,
    obligationKey: duty.key,
  });
  const rows = programs.flatMap((program) => program.duties.map((duty) => ({ program, duty })));
  return (
    <SectionBand title="Due next">
      {rows.length === 0 ? (
        <EmptyState title="Nothing is due: no enrollment is running." />
      ) : (
        <RowsList
          label="What is due next, by program"
          items={rows.map((row) => ({
            id: `${row.program.enrollmentId} ${row.duty.key}`,
            when: row.duty.due,
            text: <DutyWords {...row} isAlone={programs.length === 1} />,
            action: (
              <Menu
                look="quiet"
                size="small"
                label="Act"
                aria-label={`Act on ${row.duty.rule}, ${row.program.programName}`}
                entries={entriesFor(row)}
              />
            ),
          }))}
        />
      )}
      {snoozing && <SnoozeDialog duty={dutyOf(snoozing)} onClose={() => setSnoozing(null)} />}
      {asking && (
        <WhyDialog
          duties={[dutyOf(asking)]}
          name={asking.duty.rule}
          onClose={() => setAsking(null)}
        />
      )}
    </SectionBand>
  );
}

function useEntries(mayPlan: boolean, onSnooze: (row: Row) => void) {
  const setUp = useSetUp();
  const end = useTell(endSnooze);
  const wake = async (snoozeId: string) => {
    try {
      await end.mutateAsync({ snoozeId });
      announce('It is on the list again.');
    } catch (error) {
      announce(troubleOf(error).title, 'assertive');
    }
  };
  return (row: Row): MenuEntry[] => {
    const { program, duty } = row;
    const { changeEventId, snoozeId } = duty;
    const isOwed = duty.status !== 'exempt' && duty.status !== 'not_required';
    return [
      ...(mayPlan && isOwed
        ? [
            {
              id: 'set-up',
              label: 'Set up a conference',
              onAction: () =>
                void setUp.begin(
                  program.enrollmentId,
                  changeEventId === null ? [] : [changeEventId],
                ),
            },
          ]
        : []),
      ...(duty.snoozeUntil === null
        ? []
        : [
            {
              id: 'snooze',
              label: snoozeId === null ? 'Snooze' : 'Snooze until another day',
              onAction: () => onSnooze(row),
            },
          ]),
      ...(snoozeId === null
        ? []
        : [{ id: 'wake', label: 'Show it again now', onAction: () => void wake(snoozeId) }]),
    ];
  };
}

function DutyWords({ program, duty, isAlone }: Row & { isAlone: boolean }) {
  const { rule, strength, severity, evidence, left, notes } = duty;
  // What is urgent has a mark of its own before it.
  const mark = dueMark({ ...duty, isCrisis: false });
  const isUrgent = severity !== 'routine';
  return (
    <>
      {isAlone ? rule : `${program.programName}: ${rule}`}
      <span className="second">
        {isUrgent && <Status kind="late">{severity === 'crisis' ? 'Crisis' : 'Urgent'}</Status>}{' '}
        {capitalized(strength)}.{' '}
        {left !== '' && (mark === null ? left : <Status kind={mark}>{left}</Status>)}
        {left === '' ? '' : '. '}
        {[evidence, ...notes].join('. ')}.
      </span>
    </>
  );
}

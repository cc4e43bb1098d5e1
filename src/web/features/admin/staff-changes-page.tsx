import { useState } from 'react';
import {
  confirmStaffChange,
  listStaffChanges,
  refuseStaffChange,
  type StaffChange,
} from '#contract/staff.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useDay } from '#web/shell/use-day.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { PageTurner, usePages } from '#web/ui/page-turner.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Status } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { WayInMade } from './way-in.tsx';

/** Who was let in or given more to see, by whom; and what a second person has yet to agree to. */
export function StaffChangesPage() {
  // Kept here: once it is confirmed it leaves the list, and its link is shown this once.
  const [chosen, setChosen] = useState<StaffChange | null>(null);
  return (
    <>
      <PageHead
        title="Staff changes"
        lead="Whoever opens records to somebody does not do it alone: a second person agrees. Everybody who manages staff or supervises reads this list."
      />
      <SectionBand title="Waiting for a second person">
        <Changes
          show="waiting"
          label="Waiting for a second person"
          none="Nothing waits."
          onChoose={setChosen}
        />
      </SectionBand>
      <SectionBand title="Before">
        <Changes show="settled" label="Before" none="Nothing was changed yet." />
      </SectionBand>
      {chosen && <Settle key={chosen.changeId} change={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

type ListProps = {
  show: 'waiting' | 'settled';
  label: string;
  none: string;
  /** Where something can be done about them. */
  onChoose?: (change: StaffChange) => void;
};

function Changes({ show, label, none, onChoose }: ListProps) {
  const pages = usePages();
  const { after } = pages;
  const dayOf = useDay();
  const asked = useAsk(listStaffChanges, { show, ...(after !== undefined && { after }) });
  return (
    <Asked asked={asked} label="Loading staff changes" rows={4}>
      {({ changes, next }) => (
        <>
          {changes.length === 0 ? (
            <EmptyState title={pages.isFirst ? none : 'None after these.'} />
          ) : (
            <RowsList
              label={label}
              items={changes.map((change) => ({
                id: change.changeId,
                when: show === 'waiting' ? undefined : dayOf(change.askedAt),
                text: <Words change={change} />,
                action: onChoose && <Act change={change} onChoose={() => onChoose(change)} />,
              }))}
            />
          )}
          <PageTurner pages={pages} next={next} />
        </>
      )}
    </Asked>
  );
}

const settledWords = { done: 'confirmed by', refused: 'refused by', withdrawn: 'withdrawn by' };

const Words = ({ change }: { change: StaffChange }) => (
  <>
    <span className="strong">{change.fullName}</span>
    <span className="second">
      <What change={change} />
    </span>
  </>
);

/** What becomes of whom: who asked for it, and who settled it. */
function What({ change }: { change: StaffChange }) {
  const dayOf = useDay();
  const { inWords, askedByName, askedAt, state, settledByName } = change;
  const ending =
    state === 'waiting' || settledByName === null
      ? ''
      : `, ${settledWords[state]} ${settledByName}`;
  return (
    <>
      {inWords}
      <br />
      {state === 'waiting'
        ? wholeDays(`Asked for by ${askedByName} on ${dayOf(askedAt)}`)
        : `By ${askedByName}`}
      {ending}
    </>
  );
}

function Act({ change, onChoose }: { change: StaffChange; onChoose: () => void }) {
  const { changeId, fullName, may } = change;
  const refuse = useTell(refuseStaffChange);
  if (may.withdraw)
    return (
      <>
        <span role="alert">
          {refuse.error && <Status kind="late">{troubleOf(refuse.error).title}</Status>}
        </span>
        <Button size="small" look="quiet" onPress={() => refuse.mutate({ changeId })}>
          Take it back<span className="vh"> for {fullName}</span>
        </Button>
      </>
    );
  if (!may.confirm) return <span className="small soft">It is about you.</span>;
  return (
    <Button size="small" onPress={onChoose}>
      Look at it<span className="vh"> for {fullName}</span>
    </Button>
  );
}

function Settle({ change, onClose }: { change: StaffChange; onClose: () => void }) {
  const { changeId, fullName } = change;
  const confirm = useTell(confirmStaffChange);
  const refuse = useTell(refuseStaffChange);
  const trouble = confirm.error ?? refuse.error;
  return (
    <Dialog title={fullName} isOpen onClose={onClose}>
      <div className="stack">
        <p>
          <What change={change} />
        </p>
        {trouble && <Banner tone="late" title={troubleOf(trouble).title} />}
        {confirm.data ? (
          <WayInMade made={confirm.data} />
        ) : (
          <p>Confirm only what you know to be right: ask the person, not only who asked for it.</p>
        )}
      </div>
      <div className="actions form-actions">
        {confirm.data ? (
          <Button look="primary" onPress={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button look="primary" onPress={() => confirm.mutate({ changeId })}>
              Confirm
            </Button>
            <Button
              look="danger"
              onPress={() => refuse.mutate({ changeId }, { onSuccess: onClose })}
            >
              Refuse
            </Button>
            <Button look="quiet" onPress={onClose}>
              Not yet
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
}

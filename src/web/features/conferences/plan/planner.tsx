import { useMemo, useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { useWarnBeforeLeaving } from '#web/shell/use-warn-before-leaving.ts';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { SavedMark } from '#web/ui/saved-mark.tsx';
import { Status, type StatusKind } from '#web/ui/status.tsx';
import { TaskList } from '#web/ui/task-list.tsx';
import { WithPanel } from '#web/ui/with-panel.tsx';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { pluralOf } from '#domain/plurals.ts';
import { AgendaBoxes } from './agenda-boxes.tsx';
import { InvitePeople } from './invite-people.tsx';
import { InviteReview, SendButton } from './invite-review.tsx';
import { type Sending, useSending } from './invite-send.ts';
import { CancelPlan } from './plan-cancel-dialog.tsx';
import { PlanClients } from './plan-clients.tsx';
import { PlanConsents } from './plan-consents.tsx';
import { suggestedMinutes } from './plan-drafts.ts';
import { PlanRoles } from './plan-roles.tsx';
import { type Plan, type Refresh, usePlan } from './plan-saving.ts';
import { SignInSheet } from './plan-on-paper.tsx';
import { SectionTrouble } from './plan-trouble.tsx';
import { reviewWords } from './plan-mails.ts';
import { type TaskId, taskIds, taskWords, wordIn } from '#web/features/conferences/plan-words.ts';
import { usePlannerKeys } from './planner-keys.ts';
import { ReadinessPanel } from './readiness-panel.tsx';
import { ScheduleTask } from './schedule-task.tsx';

const namesIn = (view: ConferenceView): Record<TaskId, string> => ({
  clients: `${capitalized(pluralOf(wordIn(view)))} and reasons`,
  consents: 'Check consents',
  people: 'Invite people',
  time: 'Date, time, place',
  agenda: 'Agenda and time boxes',
  roles: 'Roles',
  send: 'Review and send',
});

type Props = { view: ConferenceView; refresh: Refresh };

/** Seven tasks in any order, and beside them how ready the meeting is. */
export function Planner({ view, refresh }: Props) {
  const fallback = { minutes: suggestedMinutes(view), timeZone: view.timeZone };
  const plan = usePlan(view, refresh, fallback);
  const sending = useSending(plan);
  const names = namesIn(view);
  const words = useMemo(() => taskWords(view), [view]);
  const [openId, setOpenId] = useState<TaskId>(
    () => taskIds.find((id) => words[id].isOpen) ?? 'send',
  );
  usePlannerKeys(setOpenId);
  useWarnBeforeLeaving(plan.isWaiting);

  if (!view.may.plan) return <NotYours view={view} />;
  // Whoever opened another task while this one was being saved stays in that one.
  const next = () =>
    setOpenId((now) => (now === openId ? (taskIds[taskIds.indexOf(openId) + 1] ?? 'send') : now));
  return (
    <>
      <PageHead
        kicker={<Link href="/conferences">Conferences</Link>}
        title="Plan a conference"
        lead={words.time.what}
        saved={
          <p className="saved">
            Draft. <SavedMark saved={plan.saved} />
          </p>
        }
      />
      <WithPanel
        panel={
          <ReadinessPanel
            view={view}
            // One filled button on the screen: while the review is open, it is the one that sends.
            onReview={openId === 'send' ? undefined : () => setOpenId('send')}
          />
        }
      >
        <TaskList
          openId={openId}
          onOpen={(id) => setOpenId(taskIds.find((known) => known === id) ?? openId)}
          tasks={taskIds.map((id) => ({
            id,
            name: names[id],
            what: words[id].what,
            state: <StateWords {...words[id]} />,
            body: <Body id={id} {...{ plan, sending }} onNext={next} onOpen={setOpenId} />,
          }))}
          note={<PlanFoot view={view} />}
        />
      </WithPanel>
      <div className="bottombar">
        {openId === 'send' ? (
          <SendButton view={view} sending={sending} />
        ) : (
          <Button look="primary" onPress={() => setOpenId('send')}>
            {reviewWords(view)}
          </Button>
        )}
      </div>
    </>
  );
}

function StateWords({ state, mark }: { state: string; mark?: StatusKind }) {
  return mark ? (
    <Status kind={mark}>{state}</Status>
  ) : (
    <span className={state === 'Completed' ? '' : 'soft'}>{state}</span>
  );
}

type BodyProps = {
  id: TaskId;
  plan: Plan;
  sending: Sending;
  onNext: () => void;
  onOpen: (id: TaskId) => void;
};

function Body({ id, plan, sending, onNext, onOpen }: BodyProps) {
  switch (id) {
    case 'clients':
      return (
        <SectionTrouble section={plan.clients}>
          <PlanClients plan={plan} onNext={onNext} />
        </SectionTrouble>
      );
    case 'consents':
      return (
        <SectionTrouble section={plan.people}>
          <PlanConsents plan={plan} onNext={onNext} onMove={() => onOpen('time')} />
        </SectionTrouble>
      );
    case 'people':
      return (
        <SectionTrouble section={plan.people}>
          <InvitePeople plan={plan} onNext={onNext} />
        </SectionTrouble>
      );
    case 'time':
      return (
        <SectionTrouble section={plan.schedule}>
          <ScheduleTask plan={plan} onNext={onNext} />
        </SectionTrouble>
      );
    case 'agenda':
      return (
        <SectionTrouble section={plan.clients}>
          <AgendaBoxes plan={plan} onNext={onNext} />
        </SectionTrouble>
      );
    case 'roles':
      return (
        <SectionTrouble section={plan.roles}>
          <PlanRoles plan={plan} onNext={onNext} onPeople={() => onOpen('people')} />
        </SectionTrouble>
      );
    case 'send':
      return <InviteReview view={plan.view} sending={sending} />;
  }
}

const PlanFoot = ({ view }: { view: ConferenceView }) => (
  <div className="plan-foot">
    <span className="small soft hide-phone">
      <kbd>1</kbd> to <kbd>7</kbd> open a task.
    </span>
    {view.schedule && <SignInSheet view={view} />}
    <CancelPlan view={view} />
  </div>
);

function NotYours({ view }: { view: ConferenceView }) {
  return (
    <>
      <PageHead
        kicker={<Link href="/conferences">Conferences</Link>}
        title={`Conference ${view.number}`}
        lead={view.schedule?.inWords}
      />
      <EmptyState title="This conference is still being planned.">
        {`${view.plannedBy.name} plans it. Whoever planned it or takes part in it, and may see every ${wordIn(view)} in it, changes the plan.`}
      </EmptyState>
    </>
  );
}

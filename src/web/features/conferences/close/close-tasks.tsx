import type { ReactNode } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { counted } from '#domain/plurals.ts';
import { Status } from '#web/ui/status.tsx';
import { type Task, TaskList } from '#web/ui/task-list.tsx';
import { CloseAttendance } from './close-attendance.tsx';
import { CloseExchange } from './close-exchange.tsx';
import { CloseMode, lacksModeReason } from './close-mode.tsx';
import { CloseTimes } from './close-times.tsx';
import {
  type Closing,
  type ClosingTask,
  closingTasks,
  covered,
  type Gap,
  placeOf,
  taskOf,
  thingsMissing,
  usedWords,
} from './close-words.ts';
import { howWords, isByEmail, type Review } from '#web/features/conferences/hold-words.ts';
import { RoomActions } from '#web/features/conferences/room/room-actions.tsx';
import { RoomLists } from '#web/features/conferences/room/room-lists.tsx';
import { WhoReadsAgain } from '#web/features/conferences/room/who-reads-again.tsx';
import { RoomSummary } from '#web/features/conferences/room/room-summary.tsx';

type Props = {
  conference: ConferenceView;
  closing: Closing;
  me: string;
  openId: ClosingTask;
  onOpen: (task: ClosingTask) => void;
};

const ofContent: readonly ClosingTask[] = ['summaries', 'needs', 'actions'];

/** Each part is filled in already; only what is missing asks for something. */
export function CloseTasks({ conference, closing, me, openId, onOpen }: Props) {
  const reviews = covered(conference);
  const isExchange = isByEmail(conference);
  const gapsIn = (task: ClosingTask) => closing.gaps.filter((gap) => taskOf(gap) === task);
  const perClient = (task: ClosingTask, part: (review: Review, gaps: Gap[]) => ReactNode) => (
    <PerClient {...{ task, reviews, gaps: gapsIn(task), part }} />
  );
  const isEmpty = closing.gaps.some(({ code }) => code === 'no-content');
  const state = (task: ClosingTask) => {
    if (isEmpty) return 'Nothing yet';
    const count = thingsMissing(gapsIn(task)).length;
    if (count === 0 && !closing.isToldWhole && ofContent.includes(task))
      return 'With the facilitator';
    if (count === 0 && task === 'attendance' && lacksModeReason({ conference, closing }))
      return <span className="strong">Not said: why not in person</span>;
    return count === 0 ? 'Completed' : <span className="strong">{count} to put right</span>;
  };
  const items = reviews.flatMap(({ actionItems }) => actionItems);
  const needs = reviews.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'need'));
  const tasks: Task[] = [
    {
      id: 'attendance',
      name: isExchange ? 'Emails and who wrote' : 'Attendance and times',
      what: isExchange ? 'What was written, and by whom' : reviews.map(usedWords).join(', '),
      state: state('attendance'),
      body: (
        <>
          <CloseMode conference={conference} closing={closing} />
          {perClient('attendance', (review, gaps) =>
            isExchange ? (
              <CloseExchange {...{ conference, review, gaps, me }} />
            ) : (
              <>
                <CloseTimes {...{ conference, review, isToldWhole: closing.isToldWhole }} />
                <CloseAttendance conference={conference} review={review} gaps={gaps} />
              </>
            ),
          )}
        </>
      ),
    },
    {
      id: 'summaries',
      name: 'Summaries confirmed',
      what: reviews.map(summaryWords).join(' '),
      state: state('summaries'),
      body: perClient('summaries', (review) => (
        <RoomSummary conference={conference} review={review} isBare />
      )),
    },
    {
      id: 'needs',
      name: 'What was said',
      what: `${counted(needs.length, 'need')} written down`,
      state: state('needs'),
      body: perClient('needs', (review) => (
        <>
          <WhoReadsAgain conference={conference} review={review} />
          <RoomLists conference={conference} review={review} me={me} />
        </>
      )),
    },
    {
      id: 'actions',
      name: 'Actions',
      what:
        items.length === 0
          ? 'None agreed'
          : `${items.length}, each with one person, a due date and a follow-up date`,
      state: state('actions'),
      body: perClient('actions', (review) => (
        <RoomActions conference={conference} review={review} isBare />
      )),
    },
    recipientsTask(closing),
  ];
  return (
    <TaskList
      tasks={tasks}
      openId={openId}
      onOpen={(id) => {
        const task = closingTasks.find((each) => each === id);
        if (task) onOpen(task);
      }}
      {...(closing.notCovered.length > 0 && { note: <NotCovered closing={closing} /> })}
    />
  );
}

const summaryWords = ({ client, summary }: Review) =>
  summary === null
    ? `${client.name}: not yet.`
    : `${client.name}: ${howWords[summary.how].toLowerCase()}.`;

type PerClientProps = {
  task: ClosingTask;
  reviews: readonly Review[];
  gaps: readonly Gap[];
  part: (review: Review, gaps: Gap[]) => ReactNode;
};

/** One client below the other; what is missing for a client stands under the name. */
function PerClient({ task, reviews, gaps, part }: PerClientProps) {
  return reviews.map((review) => {
    const own = gaps.filter(({ reviewId }) => reviewId === review.reviewId);
    const wide = own.filter(({ person }) => person === null);
    return (
      <div key={review.reviewId} className="close-part">
        <h3 id={placeOf(task, review.reviewId)} tabIndex={-1}>
          {review.client.name}
        </h3>
        {wide.map(({ code, inWords }) => (
          <p key={code}>
            <Status kind="soon">{inWords}</Status>
          </p>
        ))}
        {part(review, own)}
      </div>
    );
  });
}

function recipientsTask({ distribution, incidents }: Closing): Task {
  const blocked = distribution.filter(({ way }) => way === 'withheld');
  const partly = distribution.filter((each) => each.withheld.length > 0);
  return {
    id: 'recipients',
    name: 'Who gets what',
    what:
      counted(distribution.length, 'person', 'people') +
      (blocked.length === 0 ? '' : `, ${blocked.length} cannot be sent anything`),
    state:
      blocked.length > 0 ? (
        <Status kind="blocked">{`${blocked.length} blocked`}</Status>
      ) : incidents.length > 0 ? (
        // On a phone what closing would open stands below the button for it.
        <Status kind="blocked">Heard without consent</Status>
      ) : (
        'Ready'
      ),
    body:
      partly.length === 0 ? (
        <p>Everybody who was there or has an action may get their part.</p>
      ) : (
        <ul className="rows">
          {partly.flatMap(({ name, withheld }) =>
            withheld.map(({ reviewId, clientName, inWords }) => (
              <li key={`${name} ${reviewId}`}>
                <span>
                  <Status kind="blocked">
                    {name}: nothing about {clientName}
                  </Status>
                  <span className="soft small"> {inWords} The others are not held up.</span>
                </span>
              </li>
            )),
          )}
        </ul>
      ),
  };
}

function NotCovered({ closing }: { closing: Closing }) {
  return closing.notCovered.map(({ reviewId, clientName }) => (
    <p key={reviewId} className="small">
      <span className="strong">{clientName} was not covered.</span>{' '}
      <span className="soft">Goes back to due. Nothing about {clientName} is sent.</span>
    </p>
  ));
}

type MissingProps = { gaps: readonly Gap[]; onGo: (gap: Gap) => void };

/** Each thing that is missing leads to the place where it is put right. */
export const MissingList = ({ gaps, onGo }: MissingProps) => (
  <ul>
    {thingsMissing(gaps).map(({ id, gap, inWords }) => (
      <li key={id}>
        <a
          href={`#${placeOf(taskOf(gap), gap.reviewId ?? '')}`}
          onClick={(event) => {
            event.preventDefault();
            onGo(gap);
          }}
        >
          {inWords}
        </a>
      </li>
    ))}
  </ul>
);

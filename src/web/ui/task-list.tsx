import { type ReactNode, useEffect, useId, useRef } from 'react';

export type Task = {
  id: string;
  name: string;
  what?: ReactNode;
  state: ReactNode;
  body?: ReactNode;
  cannotStart?: boolean;
};

type Props = {
  tasks: readonly Task[];
  openId: string | null;
  onOpen: (id: string) => void;
  note?: ReactNode;
};

/** Numbered tasks in any order; the open one unfolds in its place. */
export function TaskList({ tasks, openId, onOpen, note }: Props) {
  return (
    <ol className="tasks">
      {tasks.map((task) =>
        task.id === openId ? (
          <OpenTask key={task.id} task={task} />
        ) : (
          <ClosedTask key={task.id} task={task} onOpen={() => onOpen(task.id)} />
        ),
      )}
      {note !== undefined && <li className="task task-note">{note}</li>}
    </ol>
  );
}

let isFirstOpen = true;

function OpenTask({ task }: { task: Task }) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstOpen) heading.current?.focus();
    isFirstOpen = false;
  }, []);
  return (
    <li className="task task-open" aria-labelledby={id}>
      <div className="task-row">
        <h2 className="name" id={id} ref={heading} tabIndex={-1}>
          {task.name}
        </h2>
        <span className="state">{task.state}</span>
      </div>
      <div className="task-body appear">{task.body}</div>
    </li>
  );
}

function ClosedTask({ task, onOpen }: { task: Task; onOpen: () => void }) {
  const words = (
    <>
      <span>
        <span className="name">{task.name}</span>
        {task.what !== undefined && <span className="what">{task.what}</span>}
      </span>
      <span className="state">{task.state}</span>
    </>
  );
  return (
    <li className={task.cannotStart ? 'task task-cannot' : 'task'}>
      {task.cannotStart ? (
        <div className="task-row">{words}</div>
      ) : (
        <button type="button" className="task-row" aria-expanded={false} onClick={onOpen}>
          {words}
        </button>
      )}
    </li>
  );
}

import { Button } from '#web/ui/button.tsx';
import { Status } from '#web/ui/status.tsx';
import { MinutesField } from './agenda-minutes.tsx';
import { TimeBar } from './agenda-time-bar.tsx';
import { evenly, moved } from './plan-order.ts';
import { MoveButton } from './plan-reorder.tsx';
import type { Plan } from './plan-saving.ts';
import { savedThen } from './plan-section.ts';
import { spareWords } from '#web/features/conferences/plan-words.ts';
import { slotsOf } from '#web/features/conferences/plan-slots.ts';

/** Who is discussed when: the order and each client's minutes, against the length of the meeting. */
export function AgendaBoxes({ plan, onNext }: { plan: Plan; onNext: () => void }) {
  const { clients, view } = plan;
  const drafts = clients.value;
  const availableMinutes = view.timeBudget.availableMinutes;
  const boxes = drafts.map(({ enrollmentId: reviewId, plannedMinutes }) => ({
    reviewId,
    plannedMinutes: plannedMinutes ?? 0,
  }));
  const slots = slotsOf(boxes, view.schedule);
  const planned = boxes.reduce((sum, box) => sum + box.plannedMinutes, 0);
  const isOver = availableMinutes !== null && planned > availableMinutes;
  const put = (index: number, plannedMinutes: number | null) =>
    clients.change(drafts.map((each, at) => (at === index ? { ...each, plannedMinutes } : each)));

  return (
    <>
      <TimeBar
        boxes={drafts.map(({ enrollmentId: id, clientName: name, plannedMinutes }) => ({
          id,
          name,
          minutes: plannedMinutes ?? 0,
        }))}
        availableMinutes={availableMinutes}
      />
      <p className="small soft">
        {isOver ? (
          <Status kind="soon">{spareWords({ plannedMinutes: planned, availableMinutes })}</Status>
        ) : (
          spareWords({ plannedMinutes: planned, availableMinutes })
        )}
      </p>
      <ol className="plan-list">
        {drafts.map((draft, index) => (
          <li key={draft.enrollmentId} className="agenda-box">
            <span className="soft agenda-when">{slotWords(slots[index])}</span>
            <span className="strong agenda-who">{draft.clientName}</span>
            <MinutesField
              name={draft.clientName}
              minutes={draft.plannedMinutes}
              onChange={(minutes) => put(index, minutes)}
            />
            <MoveButton
              id={draft.enrollmentId}
              items={drafts.map(({ enrollmentId: id, clientName: name }) => ({ id, name }))}
              onMove={(from, to) => clients.change(moved(drafts, from, to))}
            />
          </li>
        ))}
      </ol>
      <p className="form-actions">
        <Button onPress={() => void savedThen(clients, onNext)}>Save and continue</Button>
        {availableMinutes !== null && drafts.length > 1 && (
          <Button look="quiet" onPress={() => clients.change(evenly(drafts, availableMinutes))}>
            Share the time evenly
          </Button>
        )}
      </p>
    </>
  );
}

const slotWords = (slot: { from: string | null; to: string | null } | undefined) =>
  slot?.from && slot.to ? `${slot.from} to ${slot.to}` : '';

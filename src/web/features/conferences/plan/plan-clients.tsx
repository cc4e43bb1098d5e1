import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { MinutesField } from './agenda-minutes.tsx';
import { ClientPicker } from './plan-client-picker.tsx';
import { addClient } from './plan-add-client.ts';
import type { PlannedReview, ReviewDraft } from './plan-drafts.ts';
import { ClientReasons } from './plan-reasons.tsx';
import { moved } from './plan-order.ts';
import { MoveButton } from './plan-reorder.tsx';
import type { Plan } from './plan-saving.ts';
import { savedThen } from './plan-section.ts';
import { wordIn } from '#web/features/conferences/plan-words.ts';

/** Who is discussed, in which order, for how long and why. */
export function PlanClients({ plan, onNext }: { plan: Plan; onNext: () => void }) {
  const { clients, view } = plan;
  const drafts = clients.value;
  const word = wordIn(view);
  const put = (index: number, change: Partial<ReviewDraft>) =>
    clients.change(drafts.map((draft, at) => (at === index ? { ...draft, ...change } : draft)));
  const reviewOf = (id: string) => view.reviews.find(({ enrollmentId }) => enrollmentId === id);

  return (
    <>
      {drafts.length === 0 && (
        <EmptyState title={`No ${word} yet.`}>Find the first one below.</EmptyState>
      )}
      <ol className="plan-list">
        {drafts.map((draft, index) => (
          <ClientPlan
            key={draft.enrollmentId}
            draft={draft}
            review={reviewOf(draft.enrollmentId)}
            mover={
              <MoveButton
                id={draft.enrollmentId}
                items={drafts.map(({ enrollmentId: id, clientName: name }) => ({ id, name }))}
                onMove={(from, to) => clients.change(moved(drafts, from, to))}
              />
            }
            onChange={(change) => put(index, change)}
            onRemove={
              drafts.length > 1
                ? () => clients.change(drafts.filter((other) => other !== draft))
                : undefined
            }
          />
        ))}
      </ol>
      <div className="plan-add">
        <h3>Add a {word}</h3>
        <ClientPicker
          taken={new Set(view.reviews.map(({ client }) => client.clientId))}
          onPick={(picked) => void addClient(plan, picked)}
        />
      </div>
      <p className="form-actions">
        <Button onPress={() => void savedThen(clients, onNext)}>Save and continue</Button>
      </p>
    </>
  );
}

type ClientProps = {
  draft: ReviewDraft;
  review: PlannedReview | undefined;
  mover: React.ReactNode;
  onChange: (change: Partial<ReviewDraft>) => void;
  onRemove: (() => void) | undefined;
};

function ClientPlan({ draft, review, mover, onChange, onRemove }: ClientProps) {
  const name = draft.clientName;
  return (
    <li>
      <div className="plan-client">
        <div>
          <h3>
            {review ? (
              <Link look="plain" className="inline-tap" href={`/clients/${review.client.clientId}`}>
                {name}
              </Link>
            ) : (
              name
            )}
          </h3>
          {review && <p className="small soft">{aboutClient(review)}</p>}
        </div>
        <MinutesField
          name={name}
          minutes={draft.plannedMinutes}
          onChange={(plannedMinutes) => onChange({ plannedMinutes })}
        />
        <span className="plan-tools">
          {mover}
          {onRemove && (
            <Button look="quiet" size="small" onPress={onRemove}>
              Take off<span className="vh"> {name}</span>
            </Button>
          )}
        </span>
      </div>
      {review && (
        <ClientReasons
          review={review}
          reasons={draft.reasons}
          onChange={(reasons) => onChange({ reasons })}
        />
      )}
    </li>
  );
}

const aboutClient = ({ client, program }: PlannedReview) =>
  [
    `#${client.number}`,
    client.pronouns,
    program.name,
    client.interpreterNeeded ? `interpreter for ${client.languages.join(', ')}` : '',
  ]
    .filter((words) => words !== '')
    .join(', ');

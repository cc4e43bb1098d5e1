import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { MinutesField } from './agenda-minutes.tsx';
import { ClientPicker, type PickedClient } from './plan-client-picker.tsx';
import type { PeopleDraft, PlannedReview, ReviewDraft } from './plan-drafts.ts';
import { ClientReasons } from './plan-reasons.tsx';
import { moved, MoveButton } from './plan-reorder.tsx';
import type { Plan } from './plan-saving.ts';

const firstMinutes = 15;

/** Who is discussed, in which order, for how long and why. */
export function PlanClients({ plan, onNext }: { plan: Plan; onNext: () => void }) {
  const { clients, view } = plan;
  const drafts = clients.value;
  const put = (index: number, change: Partial<ReviewDraft>) =>
    clients.change(drafts.map((draft, at) => (at === index ? { ...draft, ...change } : draft)));
  const reviewOf = (id: string) => view.reviews.find(({ enrollmentId }) => enrollmentId === id);

  return (
    <>
      {drafts.length === 0 && (
        <EmptyState title="No client yet.">Find the first one below.</EmptyState>
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
        <h3>Add a client</h3>
        <ClientPicker
          taken={new Set(view.reviews.map(({ client }) => client.clientId))}
          onPick={(picked) => void addClient(plan, picked)}
        />
      </div>
      <p className="form-actions">
        <Button
          onPress={() => {
            void clients.flush();
            onNext();
          }}
        >
          Save and continue
        </Button>
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
              <Link look="plain" href={`/clients/${review.client.clientId}`}>
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

/** The new client is saved first: only then is it known who belongs to them. */
async function addClient({ clients, people, flushAll }: Plan, picked: PickedClient) {
  clients.change([
    ...clients.value,
    {
      enrollmentId: picked.enrollmentId,
      clientName: picked.name,
      plannedMinutes: firstMinutes,
      reasons: [],
    },
  ]);
  const fresh = await flushAll();
  const review = fresh?.reviews.find(({ enrollmentId }) => enrollmentId === picked.enrollmentId);
  if (fresh && review) people.change(withCareTeam(people.value, fresh, review));
}

/** Our people hear about the new client too; their care team and they themselves are asked. */
function withCareTeam(
  draft: PeopleDraft,
  { suggested }: ConferenceView,
  { reviewId, client }: PlannedReview,
): PeopleDraft {
  const belongs = suggested.filter(
    ({ person, reviewIds }) => person.kind !== 'client' && reviewIds.includes(reviewId),
  );
  const attendees = draft.attendees.map((person) =>
    person.person.kind === 'staff'
      ? { ...person, reviewIds: [...person.reviewIds, reviewId] }
      : person,
  );
  const known = new Set(attendees.map(({ person }) => `${person.kind}:${person.id}`));
  const asked = [
    ...belongs.map(({ person, name, title, agency }) => ({ person, name, title, agency })),
    {
      person: { kind: 'client' as const, id: client.clientId },
      name: client.name,
      title: null,
      agency: null,
    },
  ].filter(({ person }) => !known.has(`${person.kind}:${person.id}`));
  return {
    ...draft,
    attendees: [...attendees, ...asked.map((person) => ({ ...person, reviewIds: [reviewId] }))],
  };
}

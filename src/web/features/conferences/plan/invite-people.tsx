import { personKey } from '#domain/people.ts';
import { pluralOf } from '#domain/plurals.ts';
import { Button } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { Select } from '#web/ui/select.tsx';
import { InviteMore } from './invite-more.tsx';
import type {
  AbsenceReason,
  Attendee,
  PeopleDraft,
  PersonDraft,
  PlannedReview,
} from './plan-drafts.ts';
import type { Plan } from './plan-saving.ts';
import { savedThen } from './plan-section.ts';
import {
  aboutPerson,
  inOrder,
  notAskedWords,
  wordIn,
} from '#web/features/conferences/plan-words.ts';
import { unseenInWords, useColleagues } from './use-colleagues.ts';

const asked = 'asked';

/** Who comes, and for which client: our team, people from outside, and each client for their own part. */
export function InvitePeople({ plan, onNext }: { plan: Plan; onNext: () => void }) {
  const { people, view } = plan;
  const { attendees } = people.value;
  const put = (person: PersonDraft, reviewIds: string[]) =>
    people.change({
      ...people.value,
      attendees: attendees.map((each) => (each === person ? { ...each, reviewIds } : each)),
    });
  const remove = (person: PersonDraft) =>
    people.change({ ...people.value, attendees: attendees.filter((each) => each !== person) });
  const ordered = inOrder(attendees);
  const { isInternal } = people.value;
  const ownStaff = ordered.filter(({ person }) => person.kind === 'staff');
  const groups = [
    { title: 'Our team', people: ownStaff },
    ...(isInternal
      ? []
      : [
          {
            title: 'From outside',
            people: ordered.filter(
              ({ person }) => person.kind === 'provider' || person.kind === 'support',
            ),
          },
        ]),
  ];
  const { cannotOpen } = useColleagues(view);
  const isHolder = ({ person }: PersonDraft) => Object.values(view.roles).includes(person.id);

  return (
    <>
      <Checkbox
        isSelected={isInternal}
        hint="It goes on record. It never counts as a conference, and is never billed."
        onChange={(isOn) =>
          people.change(
            isOn
              ? { attendees: ownStaff, clientsNotAsked: [], isInternal: true }
              : { ...people.value, isInternal: false },
          )
        }
      >
        Internal case review, our own staff only
      </Checkbox>
      {groups.map((group) => (
        <section key={group.title} className="plan-group" aria-label={group.title}>
          <h3>{group.title}</h3>
          {group.people.length === 0 && <p className="soft">Nobody yet.</p>}
          <ul className="rows">
            {group.people.map((person) => (
              <PersonRow
                key={personKey(person.person)}
                person={person}
                known={knownOf(plan, person)}
                reviews={view.reviews}
                unseen={cannotOpen(person.person, person.reviewIds)}
                onChange={(reviewIds) => put(person, reviewIds)}
                onRemove={isHolder(person) ? undefined : () => remove(person)}
              />
            ))}
          </ul>
        </section>
      ))}
      {!isInternal && (
        <section className="plan-group" aria-label={`The ${pluralOf(wordIn(view))} themselves`}>
          <h3>The {pluralOf(wordIn(view))} themselves</h3>
          <p className="small soft">
            Each is asked to their own part, unless there is a reason not to.
          </p>
          <div className="two">
            {view.reviews.map((review) => (
              <ClientAsked
                key={review.reviewId}
                review={review}
                draft={people.value}
                onChange={people.change}
              />
            ))}
          </div>
        </section>
      )}
      <InviteMore
        view={view}
        ownStaffOnly={isInternal}
        known={new Set(attendees.map(({ person }) => personKey(person)))}
        onAdd={(person) => people.change({ ...people.value, attendees: [...attendees, person] })}
      />
      <p className="form-actions">
        <Button onPress={() => void savedThen(people, onNext)}>Save and continue</Button>
      </p>
    </>
  );
}

const knownOf = ({ view }: Plan, { person }: PersonDraft) =>
  view.attendees.find((each) => personKey(each.person) === personKey(person));

type RowProps = {
  person: PersonDraft;
  reviews: readonly PlannedReview[];
  /** As the server knows them; somebody just added is not in the plan yet. */
  known: Attendee | undefined;
  /** What they cannot open of those they come for. */
  unseen: string;
  onChange: (reviewIds: string[]) => void;
  onRemove: (() => void) | undefined;
};

function PersonRow({ person, known, reviews, unseen, onChange, onRemove }: RowProps) {
  const { name, reviewIds } = person;
  const about = aboutPerson(known ?? person);
  return (
    <li className="plan-person">
      <div>
        <span className="strong">{name}</span>
        {about !== '' && <span className="second">{about}</span>}
        {known?.hasEmail === false && (
          <span className="second">No email address: tell them yourself.</span>
        )}
        {unseen !== '' && <span className="second">{unseenInWords(unseen)}</span>}
        {reviews.length > 1 && (
          <div className="choice-row" role="group" aria-label={`${name} comes for`}>
            {reviews.map(({ reviewId, client }) => (
              <Checkbox
                key={reviewId}
                isSelected={reviewIds.includes(reviewId)}
                onChange={(isOn) =>
                  onChange(
                    isOn ? [...reviewIds, reviewId] : reviewIds.filter((id) => id !== reviewId),
                  )
                }
              >
                {client.name}
              </Checkbox>
            ))}
          </div>
        )}
      </div>
      {onRemove ? (
        <Button look="quiet" size="small" onPress={onRemove}>
          Leave out<span className="vh"> {name}</span>
        </Button>
      ) : (
        <span className="small soft">Holds a role</span>
      )}
    </li>
  );
}

type AskedProps = {
  review: PlannedReview;
  draft: PeopleDraft;
  onChange: (draft: PeopleDraft) => void;
};

function ClientAsked({ review, draft, onChange }: AskedProps) {
  const { reviewId, client } = review;
  const isThem = ({ person }: PersonDraft) =>
    person.kind === 'client' && person.id === client.clientId;
  const because = draft.clientsNotAsked.find((each) => each.reviewId === reviewId)?.because;
  const value = draft.attendees.some(isThem) ? asked : (because ?? null);

  const choose = (id: string | null) => {
    const why = reasons.find((each) => each.id === id)?.id;
    const others = draft.clientsNotAsked.filter((each) => each.reviewId !== reviewId);
    const rest = draft.attendees.filter((each) => !isThem(each));
    onChange(
      why === undefined
        ? {
            ...draft,
            attendees: [
              ...rest,
              {
                person: { kind: 'client', id: client.clientId },
                name: client.name,
                title: null,
                agency: null,
                reviewIds: [reviewId],
              },
            ],
            clientsNotAsked: others,
          }
        : { ...draft, attendees: rest, clientsNotAsked: [...others, { reviewId, because: why }] },
    );
  };
  const isToldWrong = client.hasDied && value === asked;
  const hint = isToldWrong ? 'Has died: nothing is sent. Leave them out.' : undefined;
  return (
    <Select
      label={client.name}
      hint={hint}
      options={[{ id: asked, label: 'Is asked to come' }, ...reasons]}
      value={value}
      onChange={choose}
    />
  );
}

const codes: readonly AbsenceReason[] = [
  'declined',
  'not-appropriate',
  'not-reached',
  'ill',
  'other-commitment',
  'has-died',
];
const reasons = codes.map((id) => ({ id, label: `Not asked: ${notAskedWords[id].toLowerCase()}` }));

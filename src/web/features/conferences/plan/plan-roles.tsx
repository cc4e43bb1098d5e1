import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import type { NamedPerson } from '#contract/conferences/named-person.ts';
import { roles, type Role } from '#domain/conference/conference.ts';
import { listInWords } from '#domain/words.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Select } from '#web/ui/select.tsx';
import { roleWords } from '#web/features/conferences/hold-words.ts';
import type { PeopleDraft, RolesDraft } from './plan-drafts.ts';
import type { Plan } from './plan-saving.ts';
import { savedThen } from './plan-section.ts';
import { warningWords, wordIn } from '#web/features/conferences/plan-words.ts';
import { accessRemedy, useColleagues } from './use-colleagues.ts';

const hints: Record<Role, string> = {
  facilitator: 'Leads from one to the next, sums up and closes.',
  timekeeper: 'Watches the time boxes and nudges.',
  notetaker: 'Writes down what people say.',
};
const nobody = 'nobody';

type Props = { plan: Plan; onNext: () => void; onPeople: () => void };

/** Three roles for our own people; one person may hold two. */
export function PlanRoles({ plan, onNext, onPeople }: Props) {
  const { people, roles: section } = plan;
  const staff = people.value.attendees.filter(({ person }) => person.kind === 'staff');
  return (
    <>
      <RoleFields
        view={plan.view}
        staff={staff}
        value={section.value}
        onChange={(next) => {
          section.change(next);
          people.change(hearingAll(people.value, next, plan.view));
        }}
      />
      <p className="form-actions">
        <Button onPress={() => void savedThen(section, onNext)}>Save and continue</Button>
        <Button look="quiet" onPress={onPeople}>
          Add a colleague
        </Button>
      </p>
    </>
  );
}

/** Whoever holds a role is there for every client. */
function hearingAll(draft: PeopleDraft, held: RolesDraft, { reviews }: ConferenceView) {
  const holders = new Set(Object.values(held));
  const all = reviews.map(({ reviewId }) => reviewId);
  const attendees = draft.attendees.map((each) =>
    each.person.kind === 'staff' && holders.has(each.person.id)
      ? { ...each, reviewIds: all }
      : each,
  );
  return { ...draft, attendees };
}

type FieldsProps = {
  view: ConferenceView;
  staff: readonly NamedPerson[];
  value: RolesDraft;
  onChange: (roles: RolesDraft) => void;
};

export function RoleFields({ view, staff, value, onChange }: FieldsProps) {
  const { cannotOpen } = useColleagues(view);
  const people = staff.map(({ person, name, title }) => ({
    id: person.id,
    label: name,
    title,
    unseen: cannotOpen(person),
  }));
  const options = people.map(({ id, label, title, unseen }) => {
    const detail = [title, unseen].filter(Boolean).join(', ');
    return { id, label, ...(detail && { detail }), isDisabled: unseen !== '' };
  });
  const barred = people.filter(({ unseen }) => unseen !== '');
  const isDouble = Boolean(value.facilitator) && value.facilitator === value.timekeeper;
  return (
    <>
      <p className="soft">
        Whoever holds a role hears about every {wordIn(view)} of the meeting, so only your own team
        can.
      </p>
      {roles.map((role) => (
        <Select
          key={role}
          label={roleWords[role]}
          hint={hints[role]}
          options={[...options, { id: nobody, label: 'Nobody yet' }]}
          value={value[role] ?? nobody}
          onChange={(id) => onChange({ ...value, [role]: id === nobody ? null : id })}
        />
      ))}
      {barred.length > 0 && (
        <div className="plan-gap">
          <Banner
            tone={barred.some(({ id }) => Object.values(value).includes(id)) ? 'soon' : 'plain'}
            title={`${listInWords(barred.map(({ label }) => label))} cannot hold a role.`}
          >
            {barred.map(({ label, unseen }) => `${label} ${unseen}. `)}
            {accessRemedy} Or add a colleague who can open every record.
          </Banner>
        </div>
      )}
      {isDouble && (
        <div className="plan-gap">
          <Banner tone="soon" title={warningWords['facilitator-is-timekeeper']} />
        </div>
      )}
    </>
  );
}

import { listInWords } from '#domain/words.ts';
import { findProviders } from '#web/shell/find-providers.ts';
import { useId, useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { personKey } from '#domain/people.ts';
import { Button } from '#web/ui/button.tsx';
import { announce } from '#web/ui/announce.ts';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { focusSoon } from '#web/ui/focus-soon.ts';
import type { Option } from '#web/ui/option.ts';
import { RowsList } from '#web/ui/rows-list.tsx';
import type { PersonDraft } from './plan-drafts.ts';
import { aboutPerson } from '#web/features/conferences/plan-words.ts';
import { sentence, useColleagues } from './use-colleagues.ts';

type Suggestion = ConferenceView['suggested'][number];

type Props = {
  view: ConferenceView;
  /** Who is on the list already, by their key. */
  known: ReadonlySet<string>;
  onAdd: (person: PersonDraft) => void;
  /** An internal case review is among own staff. */
  ownStaffOnly?: boolean;
};

/** Who else may be asked: the care teams' people who are not, colleagues, and the directory. */
export function InviteMore({ view, known, onAdd, ownStaffOnly = view.isInternal }: Props) {
  const all = view.reviews.map(({ reviewId }) => reviewId);
  const add = (person: PersonDraft) => {
    if (!known.has(personKey(person.person))) onAdd(person);
  };
  const addProvider = ({ id, label, detail = '' }: Option) =>
    add({
      person: { kind: 'provider', id },
      name: label,
      title: detail,
      agency: null,
      reviewIds: all,
    });
  const suggested = view.suggested.filter(
    ({ person }) =>
      (person.kind !== 'client' || view.state === 'scheduled') &&
      (person.kind === 'staff' || !ownStaffOnly) &&
      !known.has(personKey(person)),
  );
  const { colleagues, cannotOpen } = useColleagues(view);
  const options = colleagues
    .filter(({ staffId }) => !known.has(`staff:${staffId}`))
    .map(({ staffId: id, name, title }) => ({
      id,
      label: name,
      detail: said(title, cannotOpen({ kind: 'staff', id })),
    }));
  const addColleague = (id: string) => {
    const found = colleagues.find(({ staffId }) => staffId === id);
    if (!found) return;
    const { name, title } = found;
    add({ person: { kind: 'staff', id }, name, title, agency: null, reviewIds: all });
  };

  return (
    <>
      {suggested.length > 0 && (
        <section className="plan-group" aria-label="Also on the care teams">
          <h3>Also on the care teams</h3>
          <RowsList
            items={suggested.map((person) => ({
              id: personKey(person.person),
              text: (
                <SuggestionWords
                  view={view}
                  suggestion={person}
                  unseen={cannotOpen(person.person)}
                />
              ),
              action: (
                <Button
                  size="small"
                  aria-label={`Invite ${person.name}`}
                  onPress={() => add(draftOf(person))}
                >
                  Invite
                </Button>
              ),
            }))}
          />
        </section>
      )}
      <section className="plan-group" aria-label="Somebody else">
        <h3>Somebody else</h3>
        <div className="two">
          <Adder label="A colleague" options={options} onAdd={({ id }) => addColleague(id)} />
          {!ownStaffOnly && (
            <Adder
              label="A provider from the directory"
              search={findProviders}
              empty="Nobody is found. Add the provider to the directory first."
              onAdd={addProvider}
            />
          )}
        </div>
      </section>
    </>
  );
}

const draftOf = ({ person, name, title, agency, reviewIds }: Suggestion): PersonDraft => ({
  person,
  name,
  title,
  agency,
  reviewIds,
});

/** A title and, beside it, what stands against the choice. */
const said = (title: string, unseen: string) => [title, unseen].filter(Boolean).join(', ');

type WordsProps = { view: ConferenceView; suggestion: Suggestion; unseen: string };

function SuggestionWords({ view, suggestion, unseen }: WordsProps) {
  const { name, servesAs, isKeyProvider, reviewIds } = suggestion;
  const clients = view.reviews
    .filter(({ reviewId }) => reviewIds.includes(reviewId))
    .map(({ client }) => client.name);
  const about = [servesAs, aboutPerson(suggestion)].filter((words) => words !== '').join(', ');
  return (
    <>
      <span className="strong">{name}</span>
      <span className="second">
        {[about, isKeyProvider ? 'key provider' : ''].filter((words) => words !== '').join(', ')}
        {clients.length > 0 && ` for ${listInWords(clients)}`}
      </span>
      {unseen !== '' && <span className="second">{sentence(unseen)}</span>}
    </>
  );
}

type AdderProps = {
  label: string;
  options?: readonly Option[];
  search?: (query: string) => Promise<readonly Option[]>;
  empty?: string;
  onAdd: (option: Option) => void;
};

function Adder({ label, onAdd, ...source }: AdderProps) {
  const id = useId();
  const [chosen, setChosen] = useState<Option | null>(null);
  const add = () => {
    if (!chosen) return;
    onAdd(chosen);
    announce(`${chosen.label} is on the list.`);
    setChosen(null);
    focusSoon(`[id="${id}"] input`);
  };
  return (
    <div className="plan-adder" id={id}>
      <ComboBox label={label} value={chosen} onChange={setChosen} {...source} />
      <Button isDisabled={chosen === null} onPress={add}>
        Add<span className="vh"> {label.toLowerCase()}</span>
      </Button>
    </div>
  );
}

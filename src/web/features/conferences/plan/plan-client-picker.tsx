import { useState } from 'react';
import { listEnrollments } from '#contract/enrollments.ts';
import { call } from '#web/api/call.ts';
import { findClients } from '#web/shell/find-clients.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import type { Option } from '#web/ui/option.ts';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { troubleOf } from '#web/ui/trouble.ts';

export type PickedClient = {
  enrollmentId: string;
  clientId: string;
  name: string;
  programName: string;
};
type Props = {
  taken: ReadonlySet<string>;
  onPick: (client: PickedClient) => void;
};

/** Finds a client by name or number; whoever is in several programs is asked for which one. */
export function ClientPicker({ taken, onPick }: Props) {
  const [chosen, setChosen] = useState<Option | null>(null);
  const [choices, setChoices] = useState<readonly PickedClient[]>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const [isLooking, setIsLooking] = useState(false);

  const clear = () => {
    setChosen(null);
    setChoices([]);
  };
  const choose = async (option: Option | null) => {
    setChosen(option);
    setChoices([]);
    setWrong(null);
    if (option === null) return;
    if (taken.has(option.id)) {
      setWrong(`${option.label} is on the list already.`);
      return;
    }
    setIsLooking(true);
    try {
      const { found, mayPlan } = await runningEnrollments(option);
      const [only] = found;
      if (!mayPlan) setWrong(`${option.label} has died: no conference is planned with them.`);
      else if (only && found.length === 1) {
        onPick(only);
        clear();
      } else if (only) setChoices(found);
      else setWrong(`${option.label} has no program now that you could plan for.`);
    } catch (error) {
      setWrong(troubleOf(error).title);
    } finally {
      setIsLooking(false);
    }
  };

  return (
    <div className="stack">
      <ComboBox
        label={`Find a ${useOurWord().one}`}
        hint="By the start of a name, or by number."
        search={findClients}
        value={chosen}
        onChange={(option) => void choose(option)}
        isDisabled={isLooking}
      />
      {choices.length > 0 && chosen && (
        <EnrollmentChoice
          name={chosen.label}
          choices={choices}
          onPick={(picked) => {
            onPick(picked);
            clear();
          }}
        />
      )}
      {wrong !== null && <Banner tone="soon" title={wrong} />}
    </div>
  );
}

type Choice = {
  name: string;
  choices: readonly PickedClient[];
  onPick: (client: PickedClient) => void;
};

function EnrollmentChoice({ name, choices, onPick }: Choice) {
  const [id, setId] = useState<string | null>(null);
  const picked = choices.find(({ enrollmentId }) => enrollmentId === id);
  return (
    <>
      <RadioGroup
        label={`For which program of ${name}?`}
        hint="The conference counts for this one."
        options={choices.map(({ enrollmentId, programName }) => ({
          id: enrollmentId,
          label: programName,
        }))}
        value={id}
        onChange={setId}
      />
      <Button isDisabled={!picked} onPress={() => picked && onPick(picked)}>
        Add {name}
      </Button>
    </>
  );
}

async function runningEnrollments({ id, label }: Option) {
  const { enrollments, mayPlan } = await call(listEnrollments, { clientId: id });
  const found = enrollments
    .filter(({ endedOn }) => endedOn === null)
    .map(({ enrollmentId, programName }) => ({
      enrollmentId,
      clientId: id,
      name: label,
      programName,
    }));
  return { found, mayPlan };
}

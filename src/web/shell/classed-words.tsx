import { useState } from 'react';
import { classWords } from '#contract/consents.ts';
import type { SensitivityClass } from '#domain/people.ts';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { ClassSuggestion } from './class-suggestion.tsx';

type Props = {
  name: string;
  label: string;
  hint: string;
  isOptional?: boolean;
  text?: string;
  /** The class that the text has now. */
  kept?: SensitivityClass | null;
  /** The highest of the case first; empty for whoever is not told of it. */
  classes: readonly SensitivityClass[];
};

/** A short text of its own class, which is asked for below it as soon as there are words. */
export function ClassedWords({ name, label, hint, isOptional, text = '', kept, classes }: Props) {
  const [typed, setTyped] = useState(text);
  const [chosen, setChosen] = useState<SensitivityClass | null>(kept ?? null);
  // Whoever is not told the classes of a case may still say that their own words are of one.
  const choices = classes.length === 0 && chosen !== null ? [chosen] : classes;
  const as = chosen ?? classes[0] ?? 'general';
  return (
    <>
      <TextField
        name={name}
        label={label}
        hint={hint}
        isOptional={isOptional ?? false}
        value={typed}
        onChange={setTyped}
      />
      <ClassSuggestion text={typed} kept={as} onAccept={setChosen} />
      {typed !== '' && choices.length > 0 && (
        <Select
          name="class"
          label="Who may read it"
          hint="The highest kind that this case holds, unless the words tell nothing of it."
          options={choices.map((id) => ({ id, label: classWords[id] }))}
          value={as}
          onChange={(id) => setChosen(choices.find((each) => each === id) ?? null)}
        />
      )}
    </>
  );
}

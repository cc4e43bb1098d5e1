import type { ProjectDraft } from '#contract/import-choices.ts';
import type { ImportView } from '#contract/imports.ts';
import { programClasses } from '#domain/people.ts';
import { presetOptions } from '#domain/program-policy/presets/preset-words.ts';
import { presetIds } from '#domain/program-policy/presets/presets.ts';
import { counted } from '#domain/plurals.ts';
import { figureInWords } from '#domain/words.ts';
import { programClassOptions } from '#web/shell/program-class-options.ts';
import { DateField } from '#web/ui/date-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';

type Project = ImportView['organizations'][number]['projects'][number];

type NewProgramDraft = Extract<ProjectDraft, { kind: 'new' }>;

type Props = {
  project: Project;
  /** Where its choice stands among what is sent. */
  path: string;
  programs: ImportView['programs'];
  becomes: ProjectDraft;
  onChange: (becomes: ProjectDraft) => void;
};

const newOne = 'new';
const none = 'leave-out';

/** One project of this agency: a new program with its rules, one that is there, or nothing. */
export function ImportProject({ project, path, programs, becomes, onChange }: Props) {
  const { name, enrollments, open, linkedProgramId } = project;
  const linked = programs.find(({ programId }) => programId === linkedProgramId);
  const options = linked
    ? [
        { id: linked.programId, label: linked.name, detail: 'As in the import before.' },
        { id: none, label: 'Leave out' },
      ]
    : [
        { id: newOne, label: 'A new program' },
        ...programs.map(({ programId, name: label }) => ({ id: programId, label })),
        { id: none, label: 'Leave out' },
      ];
  const choose = (id: string | null) => {
    if (id === newOne) onChange(freshProgram(name));
    else if (id === none || id === null) onChange({ kind: 'leave-out' });
    else onChange({ kind: 'existing', programId: id });
  };
  const value =
    becomes.kind === 'new' ? newOne : becomes.kind === 'existing' ? becomes.programId : none;

  return (
    <fieldset className="import-project">
      <legend className="strong">{name}</legend>
      <p className="hint">
        {counted(enrollments, 'enrollment')}, {figureInWords(open)} open
      </p>
      <div className="two">
        <Select
          label="Goes into"
          name={`${path}.programId`}
          options={options}
          value={value}
          onChange={choose}
        />
        {becomes.kind === 'new' && <NewProgram {...{ path, becomes, onChange }} />}
      </div>
    </fieldset>
  );
}

type NewProps = {
  path: string;
  becomes: NewProgramDraft;
  onChange: (becomes: ProjectDraft) => void;
};

function NewProgram({ path, becomes, onChange }: NewProps) {
  const preset = (id: string | null) => presetIds.find((one) => one === id);
  const found = (id: string | null) => programClasses.find((one) => one === id);
  return (
    <>
      <TextField
        label="Name of the program"
        name={`${path}.name`}
        value={becomes.name}
        onChange={(name) => onChange({ ...becomes, name })}
      />
      <Select
        label="Rules it follows"
        name={`${path}.preset`}
        options={presetOptions(presetIds)}
        value={becomes.preset}
        onChange={(id) => onChange({ ...becomes, preset: preset(id) ?? becomes.preset })}
      />
      <DateField
        label="Live since"
        hint="What was due before this day is shown apart, as a backlog."
        name={`${path}.goLiveOn`}
        value={becomes.goLiveOn}
        onChange={(goLiveOn) => onChange({ ...becomes, goLiveOn })}
      />
      <Select
        label="What being in it reveals"
        name={`${path}.class`}
        options={programClassOptions}
        value={becomes.class}
        onChange={(id) => onChange({ ...becomes, class: found(id) ?? becomes.class })}
      />
    </>
  );
}

export const freshProgram = (name: string): ProjectDraft => ({
  kind: 'new',
  name: name.slice(0, 120),
  preset: null,
  goLiveOn: Temporal.Now.plainDateISO().toString(),
  class: 'general',
});

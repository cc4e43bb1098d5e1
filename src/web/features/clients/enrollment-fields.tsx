import { useState } from 'react';
import type { listEnrollmentChoices } from '#contract/enrollments.ts';
import type { ReplyOf } from '#contract/endpoint.ts';
import { Select } from '#web/ui/select.tsx';

type Choices = ReplyOf<typeof listEnrollmentChoices>;
const nobody = 'nobody';

/** Team and worker of one program. An empty text stands for nobody yet. */
export function useAssignment(
  { programs, workers }: Choices,
  start: { programId?: string; teamId?: string; workerId?: string | null },
) {
  const first = programs.length === 1 ? programs[0] : undefined;
  const [programId, chooseProgram] = useState(start.programId ?? first?.programId ?? null);
  const teams = programs.find((program) => program.programId === programId)?.teams ?? [];
  const [chosenTeam, setTeamId] = useState(start.teamId ?? null);
  const [workerId, setWorkerId] = useState(start.workerId ?? nobody);
  const isKnown = teams.some((team) => team.teamId === chosenTeam);
  const teamId = isKnown ? chosenTeam : teams.length === 1 ? (teams[0]?.teamId ?? null) : null;
  return {
    also: {
      ...(start.programId === undefined && { programId: programId ?? '' }),
      teamId: teamId ?? '',
      workerId: workerId === nobody ? '' : workerId,
    },
    programs,
    teams,
    workers,
    programId,
    chooseProgram,
    teamId,
    setTeamId,
    workerId,
    setWorkerId,
    isProgramFixed: start.programId !== undefined,
  };
}

export function EnrollmentFields({ at }: { at: ReturnType<typeof useAssignment> }) {
  return (
    <>
      {!at.isProgramFixed && (
        <Select
          name="programId"
          label="Program"
          options={at.programs.map(({ programId, name }) => ({ id: programId, label: name }))}
          value={at.programId}
          onChange={at.chooseProgram}
        />
      )}
      <Select
        name="teamId"
        label="Team"
        {...(at.teams.length === 0 && { hint: 'Choose the program first.' })}
        options={at.teams.map(({ teamId, name }) => ({ id: teamId, label: name }))}
        value={at.teamId}
        onChange={at.setTeamId}
      />
      <Select
        name="workerId"
        label="Worker"
        options={[
          { id: nobody, label: 'Nobody yet' },
          ...at.workers.map(({ staffId, name, title }) => ({
            id: staffId,
            label: name,
            detail: title,
          })),
        ]}
        value={at.workerId}
        onChange={(id) => at.setWorkerId(id ?? nobody)}
      />
    </>
  );
}

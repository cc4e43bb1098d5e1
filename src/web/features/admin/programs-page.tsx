import { useState } from 'react';
import { teamRoleWords } from '#domain/access/access-words.ts';
import { listPrograms, type Program } from '#contract/programs.ts';
import { clockOf, dayInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { ProgramForm } from './program-form.tsx';
import { TeamForm } from './team-form.tsx';

/** The programs, the rules they began with, and the teams that do the work. */
export function ProgramsPage() {
  const asked = useAsk(listPrograms, {});
  const [isStarting, setIsStarting] = useState(false);
  const [teamFor, setTeamFor] = useState<Program | null>(null);
  const start = (
    <Button look="primary" onPress={() => setIsStarting(true)}>
      Start a program
    </Button>
  );

  return (
    <>
      <PageHead title="Programs" actions={start} />
      {asked.isError && (
        <Banner
          tone="late"
          title={troubleOf(asked.error).title}
          onRetry={() => void asked.refetch()}
        />
      )}
      {asked.isLoading && <Skeleton label="Loading the programs" />}
      {asked.data?.programs.length === 0 && (
        <EmptyState title="There is no program yet." action={start}>
          A program brings the rules for when a conference is due. Start one from a preset, or
          import a caseload.
        </EmptyState>
      )}
      {asked.data?.programs.map((program) => (
        <ProgramBand
          key={program.programId}
          program={program}
          onAddTeam={() => setTeamFor(program)}
        />
      ))}
      <div className="bottombar">{start}</div>
      <Dialog title="Start a program" isOpen={isStarting} onClose={() => setIsStarting(false)}>
        <ProgramForm onClose={() => setIsStarting(false)} />
      </Dialog>
      <Dialog
        title={`Add a team to ${teamFor?.name ?? ''}`}
        isOpen={teamFor !== null}
        onClose={() => setTeamFor(null)}
      >
        {teamFor && <TeamForm programId={teamFor.programId} onClose={() => setTeamFor(null)} />}
      </Dialog>
    </>
  );
}

function ProgramBand({ program, onAddTeam }: { program: Program; onAddTeam: () => void }) {
  const { name, policyTitle, timeZone, goLiveOn, closedOn, teams } = program;
  return (
    <SectionBand
      title={name}
      tools={
        <Button size="small" onPress={onAddTeam} aria-label={`Add a team to ${name}`}>
          Add a team
        </Button>
      }
    >
      <p className="soft">
        Rules: {policyTitle}. Time zone: {clockOf(timeZone)}. Live since {dayInWords(goLiveOn)}.
        {closedOn !== null && ` Closed on ${dayInWords(closedOn)}.`}
      </p>
      <RowsList
        label={`Teams of ${name}`}
        items={teams.map(({ teamId, name: teamName, members }) => ({
          id: teamId,
          text: (
            <>
              <span className="strong">{teamName}</span>{' '}
              {members.length === 0 ? (
                <span className="soft">Nobody is on this team yet.</span>
              ) : (
                members
                  .map(({ fullName, teamRole }) => `${fullName} (${teamRoleWords[teamRole]})`)
                  .join(', ')
              )}
            </>
          ),
        }))}
      />
    </SectionBand>
  );
}

import { joinTeam, leaveTeam } from '#contract/staff.ts';
import type { StaffMember } from '#contract/staff-member.ts';
import { teamRoleWords } from '#domain/access/access-words.ts';
import { listPrograms } from '#contract/programs.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { WaitsForSecond } from './way-in.tsx';
import { teamRoleOptions } from './words.ts';

export function TeamsPart({ member }: { member: StaffMember }) {
  const { staffId, teams, state } = member;
  const asked = useAsk(listPrograms, {});
  const join = useTell(joinTeam);
  const leave = useTell(leaveTeam);
  const options = (asked.data?.programs ?? []).flatMap((program) =>
    program.teams.map(({ teamId, name }) => ({ id: teamId, label: `${program.name}, ${name}` })),
  );

  return (
    <SectionBand title="Teams">
      {leave.isError && <Banner tone="late" title={troubleOf(leave.error).title} />}
      {teams.length > 0 && (
        <RowsList
          label="Teams"
          items={teams.map(({ teamMemberId, programName, teamName, teamRole }) => ({
            id: teamMemberId,
            text: `${programName}, ${teamName}: ${teamRoleWords[teamRole]}`,
            action: (
              <Button
                look="quiet"
                size="row"
                aria-label={`Take off ${programName}, ${teamName}`}
                onPress={() => leave.mutate({ teamMemberId })}
              >
                Take off
              </Button>
            ),
          }))}
        />
      )}
      {asked.data && options.length === 0 && (
        <p className="soft">There is no program yet. Start one under Programs.</p>
      )}
      {join.data?.outcome === 'waiting' && <WaitsForSecond />}
      {options.length > 0 && state !== 'deactivated' && (
        <Form
          schema={joinTeam.input}
          also={{ staffId }}
          label="Put on a team"
          onSubmit={async (values) => {
            await join.mutateAsync(values);
          }}
        >
          <Select name="teamId" label="Team" options={options} />
          <Select name="teamRole" label="What they do there" options={teamRoleOptions} />
          <div className="form-actions">
            <SubmitButton look="secondary">Put on this team</SubmitButton>
          </div>
        </Form>
      )}
    </SectionBand>
  );
}

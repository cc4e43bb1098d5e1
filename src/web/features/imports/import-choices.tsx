import { useState } from 'react';
import type { ProjectDraft } from '#contract/import-choices.ts';
import { chooseForImport, type ImportView } from '#contract/imports.ts';
import { counted } from '#domain/plurals.ts';
import { useTell } from '#web/api/use-ask.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { Form } from '#web/ui/form.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Select } from '#web/ui/select.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { freshProgram, ImportProject } from './import-project.tsx';
import type { Choices, OrganizationChoice } from './use-choices.ts';

type Organization = ImportView['organizations'][number];

const organizationOptions = [
  { id: 'leave-out', label: 'Leave out', detail: 'Nothing of it is kept.' },
  { id: 'partner-name', label: 'Partner, name only', detail: 'Those it serves are not read.' },
  { id: 'this-agency', label: 'This agency', detail: 'Its projects become programs.' },
];

const isChoice = (id: string | null): id is OrganizationChoice =>
  id === 'this-agency' || id === 'partner-name' || id === 'leave-out';

type Props = { open: ImportView; choices: Choices; onShown: () => void };

/** Says what becomes of each organization and of each project of this agency. */
export function ImportChoices({ open, choices, onShown }: Props) {
  const tell = useTell(chooseForImport, { asksWhenRefused: true });
  const [isAskingForOne, setIsAskingForOne] = useState(false);
  const choiceOf = ({ id }: Organization) => choices.organizations.get(id) ?? 'leave-out';
  const becomesOf = ({ id }: { id: string }) => choices.projects.get(id) ?? leaveOut;
  const own = choosable(open).filter((one) => choiceOf(one) === 'this-agency');
  const organizations = choosable(open).map((one) => ({ id: one.id, choice: choiceOf(one) }));
  const projects = own.flatMap((one) =>
    one.projects.map((project) => ({ id: project.id, becomes: becomesOf(project) })),
  );
  const news = projects.filter((one) => one.becomes.kind === 'new').map(({ id }) => id);
  const choose = (organization: Organization, choice: OrganizationChoice) =>
    choices.change({
      organizations: new Map([[organization.id, choice]]),
      ...(choice === 'this-agency' && { projects: programsOf(organization, choices.projects) }),
    });
  const setAll = (choice: OrganizationChoice) =>
    choices.change({ organizations: new Map(choosable(open).map(({ id }) => [id, choice])) });

  return (
    <Form
      schema={chooseForImport.input}
      label="What becomes of the file"
      also={{ importId: open.importId, organizations, projects }}
      onSubmit={async (values) => {
        setIsAskingForOne(own.length === 0);
        const revision = await choices.flush();
        await tell.mutateAsync({ ...values, revision });
        onShown();
      }}
    >
      <SectionBand
        title="Organizations in the file"
        count={open.organizations.length}
        tools={
          <>
            <Button look="quiet" size="small" onPress={() => setAll('partner-name')}>
              All as partners
            </Button>
            <Button look="quiet" size="small" onPress={() => setAll('leave-out')}>
              Leave all out
            </Button>
          </>
        }
      >
        <ul className="import-organizations">
          {open.organizations.map((organization) => (
            <li key={organization.id}>
              <OrganizationRow
                organization={organization}
                choice={choiceOf(organization)}
                onChoose={(choice) => choose(organization, choice)}
              />
            </li>
          ))}
        </ul>
      </SectionBand>
      {own.length > 0 && (
        <SectionBand
          title="Programs of this agency"
          count={projects.length}
          tools={
            news.length > 1 && (
              <Button
                look="quiet"
                size="small"
                onPress={() => choices.change({ projects: alike(choices.projects, news) })}
              >
                Give all new programs the rules of the first
              </Button>
            )
          }
        >
          {own
            .flatMap((organization) => organization.projects)
            .map((project) => (
              <ImportProject
                key={project.id}
                project={project}
                path={`projects.${projects.findIndex(({ id }) => id === project.id)}.becomes`}
                programs={open.programs}
                becomes={becomesOf(project)}
                onChange={(next) => choices.change({ projects: new Map([[project.id, next]]) })}
              />
            ))}
        </SectionBand>
      )}
      {isAskingForOne && (
        <p className="soft">No organization is this agency: nobody would be imported.</p>
      )}
      <div className="form-actions">
        <SubmitButton>Show what will happen</SubmitButton>
      </div>
    </Form>
  );
}

function OrganizationRow(props: {
  organization: Organization;
  choice: OrganizationChoice;
  onChoose: (choice: OrganizationChoice) => void;
}) {
  const { name, isVictimService, clients, projects } = props.organization;
  const { one } = useOurWord();
  const open = projects.reduce((sum, project) => sum + project.open, 0);
  if (isVictimService)
    return (
      <>
        <p className="strong">{name}</p>
        <p className="hint">A victim service: what it holds is never imported, and only counted.</p>
      </>
    );
  return (
    <Select
      label={name}
      width="short"
      hint={[
        counted(projects.length, 'project'),
        counted(clients, one),
        counted(open, 'open enrollment'),
      ].join(', ')}
      options={organizationOptions}
      value={props.choice}
      onChange={(id) => isChoice(id) && props.onChoose(id)}
    />
  );
}

const leaveOut: ProjectDraft = { kind: 'leave-out' };

const choosable = ({ organizations }: ImportView) =>
  organizations.filter(({ isVictimService }) => !isVictimService);

/** Rules, go-live date and class of the first of these, for all of them. */
function alike(known: ReadonlyMap<string, ProjectDraft>, ids: readonly string[]) {
  const first = known.get(ids[0] ?? '');
  const next = new Map<string, ProjectDraft>();
  if (first?.kind !== 'new') return next;
  for (const id of ids) {
    const one = known.get(id);
    if (one?.kind === 'new') next.set(id, { ...first, name: one.name });
  }
  return next;
}

/** A project that somebody is enrolled in is most likely wanted; its rules have still to be chosen. */
function programsOf({ projects }: Organization, known: ReadonlyMap<string, ProjectDraft>) {
  const next = new Map<string, ProjectDraft>();
  for (const { id, name, enrollments, linkedProgramId } of projects) {
    if (known.has(id)) continue;
    if (linkedProgramId) next.set(id, { kind: 'existing', programId: linkedProgramId });
    else if (enrollments > 0) next.set(id, freshProgram(name));
  }
  return next;
}

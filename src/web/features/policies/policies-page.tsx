import { useRouter } from '@tanstack/react-router';
import { listPolicies, startDraft, type ProgramPolicies } from '#contract/policies/policies.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { RulesChanging } from '#web/shell/rules-changing.tsx';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { DiscardDraft } from './discard-draft.tsx';
import { stateInWords, versionAddress, whoseInWords } from './policy-words.ts';
import { VersionTrouble } from './version-trouble.tsx';

const often = 1_000;
const seldom = 60_000;

/** The rules of each program, in versions: what is in force, what comes, and what is being written. */
export function PoliciesPage() {
  const asked = useAsk(listPolicies, {}, { refetchInterval: seldom });
  const isMoving = asked.data?.programs.some(({ updating }) => updating !== null) ?? false;
  useAsk(listPolicies, {}, { refetchInterval: often, enabled: isMoving });
  return (
    <>
      <PageHead
        title="Policies"
        lead="What is in force is never changed: a change is a draft, and then a new version from a day on."
      />
      <Asked asked={asked} label="Loading the policies">
        {({ programs }) =>
          programs.length === 0 ? (
            <EmptyState
              title="There is no program yet."
              action={<Link href="/admin/programs">Programs</Link>}
            >
              A program begins with a copy of one of the presets.
            </EmptyState>
          ) : (
            programs.map((program) => <ProgramBand key={program.programId} program={program} />)
          )
        }
      </Asked>
    </>
  );
}

function ProgramBand({ program }: { program: ProgramPolicies }) {
  const { programId, programName, versions, updating } = program;
  const router = useRouter();
  const tell = useTell(startDraft);
  const draft = versions.find(({ state }) => state === 'draft');
  const isAhead = versions.some(
    ({ state, effectiveFrom }) =>
      state === 'scheduled' && effectiveFrom === updating?.effectiveFrom,
  );
  const newest = versions.find(({ state }) => state !== 'draft');
  const begin = async (from: number) => {
    const { version } = await tell.mutateAsync({ programId, version: from });
    router.history.push(versionAddress(programId, version));
  };
  return (
    <SectionBand
      title={programName}
      tools={
        draft?.isReadable === false ? (
          <DiscardDraft programId={programId} version={draft.version} revision={draft.revision}>
            Discard the draft
          </DiscardDraft>
        ) : draft ? (
          <Link look="secondary" size="small" href={versionAddress(programId, draft.version)}>
            Open the draft
          </Link>
        ) : (
          newest?.isReadable && (
            <Button
              size="small"
              isPending={tell.isPending}
              aria-label={`Change the rules of ${programName}`}
              onPress={() => void begin(newest.version).catch(() => null)}
            >
              Change the rules
            </Button>
          )
        )
      }
    >
      {tell.error && <Banner tone="late" title={troubleOf(tell.error).title} />}
      <VersionTrouble versions={versions} />
      {updating && <RulesChanging updating={[updating]} isAhead={isAhead} />}
      <RowsList
        label={`Versions of ${programName}`}
        items={versions.map((version) => ({
          id: String(version.version),
          when: version.isReadable ? (
            <Link href={versionAddress(programId, version.version)}>Version {version.version}</Link>
          ) : (
            `Version ${version.version}`
          ),
          text: (
            <>
              {stateInWords(version)}
              <span className="soft">{whoseInWords(version)}</span>
            </>
          ),
        }))}
      />
    </SectionBand>
  );
}

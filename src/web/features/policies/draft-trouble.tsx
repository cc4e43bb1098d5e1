import { draftPolicy } from '#contract/program-policy.ts';
import { comparePolicies } from '#domain/program-policy/sentences/compare-policies.ts';
import { Banner } from '#web/ui/banner.tsx';
import { useProviderKinds } from '#web/shell/use-provider-kinds.ts';
import { Button } from '#web/ui/button.tsx';
import { ChangesList } from './changes-list.tsx';
import type { Draft } from './use-draft.ts';

/** What keeps the draft from being saved or published: somebody else’s save, trouble, contradictions. */
export function DraftTrouble({ draft, programName }: { draft: Draft; programName: string }) {
  const { theirs, trouble, flaws, document } = draft;
  const kinds = useProviderKinds().data?.kinds ?? [];
  if (theirs)
    return (
      <>
        <Banner
          tone="late"
          title={`${theirs.version.changedBy ?? 'Somebody'} saved this draft in the meantime.`}
          action={
            <span className="actions">
              <Button size="small" onPress={draft.takeTheirs}>
                Take theirs
              </Button>
              <Button size="small" onPress={draft.keepMine}>
                Keep mine
              </Button>
            </span>
          }
        >
          What you typed is still here. These sentences differ:
        </Banner>
        <ChangesList
          sections={comparePolicies(
            draftPolicy.parse(theirs.document),
            draftPolicy.parse(document),
            { programName, kinds },
          )}
          before="Theirs"
          after="Yours"
        />
      </>
    );
  if (trouble)
    return (
      <Banner
        tone="late"
        title={trouble.title}
        reference={trouble.reference}
        onRetry={() => void draft.flush()}
      >
        {Object.values(trouble.fields).join(' ')} What you typed is still here.
      </Banner>
    );
  if (flaws.length === 0) return null;
  return (
    <div className="banner banner-soon" role="status">
      <div>
        <p className="strong">Before it can be published:</p>
        <ul>
          {flaws.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{message}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

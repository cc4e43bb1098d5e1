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
      <div className="stacked-links">
        <p className="strong">Before it can be published:</p>
        <ul>
          {flaws.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <a
                href={`#${path}`}
                onClick={(event) => {
                  event.preventDefault();
                  goToSentence(path);
                }}
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** To the slot of that field; where none is, because the rules lack it or all of a list is meant, to the first sentence of its part. */
function goToSentence(path: string) {
  const sentences = [...document.querySelectorAll<HTMLElement>('[data-fields]')];
  const steps = path.split('.');
  const found = steps
    .map((_, at) => steps.slice(0, steps.length - at).join('.'))
    .map((near) =>
      sentences.find(({ dataset }) =>
        dataset['fields']?.split(' ').some((field) => `${field}.`.startsWith(`${near}.`)),
      ),
    )
    .find((sentence) => sentence !== undefined);
  const slot =
    found?.querySelector<HTMLElement>('[aria-invalid=true]') ??
    found?.querySelector<HTMLElement>('input, button');
  slot?.focus();
  found?.scrollIntoView({ block: 'center' });
}

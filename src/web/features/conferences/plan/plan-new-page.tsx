import { useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { startDraft } from '#contract/conferences/plan.ts';
import { whatAConferenceIs } from '#domain/conference/conference-words.ts';
import { useTell } from '#web/api/use-ask.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { FootActions } from '#web/ui/foot-actions.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { mayPass, troubleOf } from '#web/ui/trouble.ts';
import { ClientPicker, type PickedClient } from './plan-client-picker.tsx';

const idsIn = (search: string) =>
  (new URLSearchParams(search).get('enrollments') ?? '').split(',').filter((id) => id !== '');

/** Starts a draft for the enrollments that were selected, or asks for whom. */
export function NewConferencePage() {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const ids = idsIn(search);
  return ids.length > 0 ? <Starting key={search} enrollmentIds={ids} /> : <Choosing />;
}

function useStart() {
  const { history } = useRouter();
  const { mutate, ...state } = useTell(startDraft);
  const start = useCallback(
    (enrollmentIds: string[]) =>
      mutate(
        { enrollmentIds },
        // Going back leads to where the person came from, not to a second draft.
        { onSuccess: ({ conferenceId }) => history.replace(`/conferences/${conferenceId}`) },
      ),
    [mutate, history],
  );
  return { ...state, start };
}

function Starting({ enrollmentIds }: { enrollmentIds: string[] }) {
  const { more } = useOurWord();
  const { start, error } = useStart();
  const asked = useRef(false);
  const ids = useRef(enrollmentIds);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    start(ids.current);
  }, [start]);

  if (!error) return <Skeleton label="Starting the plan" rows={7} isTall />;
  const trouble = troubleOf(error);
  const { title, reference, status } = trouble;
  return (
    <>
      <PageHead title="Set up a conference" />
      <Banner
        tone="late"
        title={
          status === 404 || status === 400
            ? `One of these ${more} cannot be planned for. Choose again.`
            : title
        }
        reference={reference}
        onRetry={mayPass(trouble) ? () => start(enrollmentIds) : undefined}
        action={<Link href="/conferences/new">Choose {more}</Link>}
      />
    </>
  );
}

function Choosing() {
  const { one, more } = useOurWord();
  const [picked, setPicked] = useState<readonly PickedClient[]>([]);
  const { start, error, isPending } = useStart();
  const begin = (
    <Button
      look="primary"
      isDisabled={picked.length === 0}
      isPending={isPending}
      onPress={() => start(picked.map(({ enrollmentId }) => enrollmentId))}
    >
      {picked.length === 0
        ? 'Start the plan'
        : `Start the plan for ${picked.length} ${picked.length === 1 ? one : more}`}
    </Button>
  );
  return (
    <>
      <PageHead
        kicker={<Link href="/conferences">Conferences</Link>}
        title="Set up a conference"
        lead={`${whatAConferenceIs} Choose one ${one}, or several who are discussed one after the other.`}
      />
      <ClientPicker
        taken={new Set(picked.map(({ clientId }) => clientId))}
        onPick={(client) => setPicked([...picked, client])}
      />
      {picked.length > 0 && (
        <SectionBand title="Chosen" count={picked.length}>
          <RowsList
            label={`Chosen ${more}`}
            items={picked.map((client) => ({
              id: client.enrollmentId,
              text: (
                <>
                  <span className="strong">{client.name}</span>
                  <span className="second">{client.programName}</span>
                </>
              ),
              action: (
                <Button
                  look="quiet"
                  onPress={() => setPicked(picked.filter((other) => other !== client))}
                >
                  Take off<span className="vh"> {client.name}</span>
                </Button>
              ),
            }))}
          />
        </SectionBand>
      )}
      {error && <Banner tone="late" title={troubleOf(error).title} />}
      <FootActions>{begin}</FootActions>
    </>
  );
}

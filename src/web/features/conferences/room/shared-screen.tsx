import type { RefObject } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { useSharedScreen } from '#web/shell/use-shared-screen.ts';
import { Button } from '#web/ui/button.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { StartWhenDue } from '#web/features/conferences/plan/invite-start.tsx';
import { isByEmail } from '#web/features/conferences/hold-words.ts';
import { wordIn } from '#web/features/conferences/plan-words.ts';

/**
 * A group may look at this screen: each is there for some of the clients, and may be told some of what is written about one. By email nobody
 * meets, so that nothing is shown to a group.
 */
export const gathers = (view: ConferenceView) => !isByEmail(view);

/** Nobody gathers around a small window, so that none begins there; what was begun can be ended in each. */
export function SharedScreenButton() {
  const { isShared, share } = useSharedScreen();
  return (
    <Button
      size="small"
      className={isShared ? '' : 'hide-phone'}
      look={isShared ? 'primary' : 'secondary'}
      aria-pressed={isShared}
      onPress={() => share(!isShared)}
    >
      Shared screen
    </Button>
  );
}

/** Before and after the meeting, as long as others look at this screen: when it is, and how it begins, and nobody by name (EP-06). */
export function NobodyByName({ view }: { view: ConferenceView }) {
  const { schedule, may, number, state } = view;
  return (
    <>
      <PageHead
        title={`Conference ${number}`}
        lead={schedule?.inWords}
        actions={state === 'scheduled' && may.start && <StartWhenDue view={view} />}
      />
      <NamesNobody word={wordIn(view)} />
      <p className="actions">
        <SharedScreenButton />
      </p>
    </>
  );
}

const NamesNobody = ({ word }: { word: string }) => (
  <p>
    This screen is shared. Until the first {word} is opened, and after the last one, it names
    nobody. Press “Shared screen” when only you look at it.
  </p>
);

type OpenProps = { view: ConferenceView; heading: RefObject<HTMLHeadingElement | null> };

/** In the room while nobody is open: whoever may not know of the next one has not been asked out yet (EP-06). */
export const NobodyOpen = ({ view, heading }: OpenProps) => (
  <>
    <h1 ref={heading} tabIndex={-1}>
      Conference {view.number}
    </h1>
    <NamesNobody word={wordIn(view)} />
  </>
);

/** Under every client alike: beside some alone it would be a mark. */
export const NotToTellOn = ({ word }: { word: string }) => (
  <p className="small soft">
    Confidential. What you learn here you may tell others only where the {word} agrees in writing or
    the law allows it. Where the law asks for a written statement about it, you are given one.
  </p>
);

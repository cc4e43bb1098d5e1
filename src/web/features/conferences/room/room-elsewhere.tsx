import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import type { Review } from '#web/features/conferences/hold-words.ts';

type Props = {
  conference: ConferenceView;
  shown: Review;
  active: Review | undefined;
  onOpen: (review: Review) => void;
  onShow: (reviewId: string) => void;
};

/** Looking at another client than the group is allowed; it is only said. */
export function Elsewhere({ conference, shown, active, onOpen, onShow }: Props) {
  const { client, reviewId } = shown;
  if (shown.state === 'waiting') {
    return (
      <Banner
        tone="info"
        title={`${client.name} is not open yet.`}
        action={
          conference.may.lead && (
            <Button size="small" onPress={() => onOpen(shown)}>
              Open {client.name} now
            </Button>
          )
        }
      >
        {active && `The group is at ${active.client.name}.`}
      </Banner>
    );
  }
  if (!active || active.reviewId === reviewId) return null;
  return (
    <Banner
      tone="info"
      title={`The group is at ${active.client.name}.`}
      action={
        <Button size="small" onPress={() => onShow(active.reviewId)}>
          Go there
        </Button>
      }
    >
      You are looking at {client.name}.
    </Banner>
  );
}

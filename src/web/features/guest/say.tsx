import { useCallback, useState } from 'react';
import { z } from 'zod';
import { type GuestMeeting, sayAsGuest } from '#contract/guest.ts';
import { longestMoreTime } from '#domain/action-items/status-update.ts';
import { useTell } from '#web/api/use-ask.ts';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { DateField } from '#web/ui/date-field.tsx';
import { focusSoon } from '#web/ui/focus-soon.ts';
import { Form } from '#web/ui/form.tsx';
import { SubmitButton } from '#web/ui/submit-button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { PressTrouble } from './press-button.tsx';
import { usePress } from './use-press.ts';

type Action = GuestMeeting['actions'][number];
type Props = { action: Action; today: string; onSettled: () => void };

const moreTime = z.object({
  until: z.string().min(1, 'Enter the day until which you need more time.'),
});

/** What somebody says of a step of theirs: it tells whoever follows it up, and settles nothing. */
export function Say({ action: { actionItemId, text }, today, onSettled }: Props) {
  const [isAsked, setIsAsked] = useState(false);
  const { mutateAsync } = useTell(sayAsGuest);
  const say = useCallback(
    async (words: { said: Said; until?: string }) => {
      try {
        await mutateAsync({ actionItemId, ...words });
        announce('It was sent.');
      } catch (error) {
        const { type, title } = troubleOf(error);
        // What staff have settled by now is told as what is over: the page looks which of the two it is.
        if (type === 'guest-over') {
          announce(title, 'assertive');
          onSettled();
        }
        throw error;
      }
      setIsAsked(false);
    },
    [actionItemId, mutateAsync, onSettled],
  );
  const done = usePress(useCallback(() => say({ said: 'done' }), [say]));
  const cannot = usePress(useCallback(() => say({ said: 'cannot' }), [say]));
  const moreId = `more-time-${actionItemId}`;
  const back = () => focusSoon(`#${moreId}`);

  return (
    <div className="screen-only" role="group" aria-label={text}>
      <div className="actions">
        <Button onPress={done.press} isPending={done.isPending}>
          Done
        </Button>
        <Button
          id={moreId}
          look="quiet"
          aria-expanded={isAsked}
          onPress={() => setIsAsked(!isAsked)}
        >
          Need more time
        </Button>
        <Button look="quiet" onPress={cannot.press} isPending={cannot.isPending}>
          Cannot do it
        </Button>
      </div>
      {isAsked && (
        <Form
          schema={moreTime}
          label="More time"
          className="guest-more-time"
          onSubmit={async ({ until }) => {
            await say({ said: 'more-time', until });
            back();
          }}
        >
          <DateField
            name="until"
            label="Until when?"
            min={today}
            max={Temporal.PlainDate.from(today).add(longestMoreTime).toString()}
            autoFocus
          />
          <div className="actions">
            <SubmitButton>Send</SubmitButton>
            <Button
              look="quiet"
              onPress={() => {
                setIsAsked(false);
                back();
              }}
            >
              Cancel
            </Button>
          </div>
        </Form>
      )}
      <PressTrouble on={done} />
      <PressTrouble on={cannot} />
    </div>
  );
}

type Said = NonNullable<Action['update']>['said'];

import { useState } from 'react';
import { sendInvitations } from '#contract/conferences/invite.ts';
import { useTell } from '#web/api/use-ask.ts';
import { type Trouble, troubleOf } from '#web/ui/trouble.ts';
import type { Plan } from './plan-saving.ts';

export type Sending = { send: () => void; isSending: boolean; trouble: Trouble | null };

/** Sends what is saved and nothing else: whatever is still being typed is saved first. */
export function useSending({ flushAll }: Plan): Sending {
  const tell = useTell(sendInvitations, { asksWhenRefused: true });
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isSending, setIsSending] = useState(false);
  const send = async () => {
    setTrouble(null);
    setIsSending(true);
    try {
      const fresh = await flushAll();
      if (!fresh) return setTrouble(unsaved);
      await tell.mutateAsync({ conferenceId: fresh.conferenceId, version: fresh.version });
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setIsSending(false);
    }
  };
  return { send: () => void send(), isSending, trouble };
}

const unsaved: Trouble = {
  title: 'Something you typed is not saved yet. Look at the tasks, then send.',
  fields: {},
};

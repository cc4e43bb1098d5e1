import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { discardDraft } from '#contract/policies/policies.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';

type Props = { programId: string; version: number; revision: number; children?: string };

/** Throws a draft away once that is confirmed, and goes to the list of policies. */
export function DiscardDraft({ programId, version, revision, children = 'Discard' }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  const router = useRouter();
  const tell = useTell(discardDraft);
  return (
    <>
      <Button look="quiet" onPress={() => setIsAsking(true)}>
        {children}
      </Button>
      <ConfirmDialog
        title="Discard this draft?"
        confirm="Discard it"
        keep="Keep it"
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={async () => {
          await tell.mutateAsync({ programId, version, revision });
          router.history.push('/admin/policies');
        }}
      >
        What was written in it is lost. The rules in force stay as they are.
      </ConfirmDialog>
    </>
  );
}

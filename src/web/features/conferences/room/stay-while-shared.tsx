import { useBlocker } from '@tanstack/react-router';
import { useSharedScreen } from '#web/shell/use-shared-screen.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';

/** Any other page may name somebody: no way leads there unasked, the browser's own way back least of all (EP-06). */
export function StayWhileShared({ word }: { word: string }) {
  const { isShared, share } = useSharedScreen();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname,
    disabled: !isShared,
    enableBeforeUnload: false,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <ConfirmDialog
      title="This screen is shared"
      confirm="Only I look at it now: go on"
      keep="Stay"
      look="primary"
      isOpen
      onClose={reset}
      onConfirm={() => {
        share(false);
        proceed();
      }}
    >
      <p>The page that you go to may name another {word}. Nobody else should see it.</p>
    </ConfirmDialog>
  );
}

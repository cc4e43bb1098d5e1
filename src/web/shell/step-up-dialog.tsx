import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { onStepUp } from '#web/api/call.ts';

// Fetched when it is asked for: most sessions never see it.
const StepUpForm = lazy(async () => ({
  default: (await import('./step-up-form.tsx')).StepUpForm,
}));

/** Asks for the password where the server wants to be shown once more who is there; what was asked then goes on by itself. */
export function StepUpDialog({ email }: { email: string }) {
  const [isOpen, setOpen] = useState(false);
  const answer = useRef<((proved: boolean) => void) | null>(null);
  const close = useCallback((proved: boolean) => {
    answer.current?.(proved);
    answer.current = null;
    setOpen(false);
  }, []);
  useEffect(() => {
    onStepUp(
      () =>
        new Promise((resolve) => {
          answer.current = resolve;
          setOpen(true);
        }),
    );
    return () => {
      onStepUp(null);
      // Nobody can answer any more: what waits must not wait for ever.
      close(false);
    };
  }, [close]);
  return (
    isOpen && (
      <Suspense fallback={null}>
        <StepUpForm email={email} onAnswer={close} />
      </Suspense>
    )
  );
}

import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';

export function IdleWarning({ minutes, onStay }: { minutes: number; onStay: () => void }) {
  return (
    <div className="shell-notice">
      <Banner
        tone="soon"
        title={`This page locks in ${minutes} minutes.`}
        action={
          <Button size="small" onPress={onStay}>
            Stay signed in
          </Button>
        }
      >
        What you typed is kept.
      </Banner>
    </div>
  );
}

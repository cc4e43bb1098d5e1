import { channels, type Channel, type NextDue } from '#contract/clients.ts';
import type { StatusKind } from '#web/ui/status.tsx';

export const channelWords: Record<Channel, string> = {
  call: 'Call',
  message: 'Leave a voice message',
  text: 'Send a text message',
  email: 'Send an email',
};
export const channelOptions = channels.map((id) => ({ id, label: channelWords[id] }));

/** Only what is late or near is marked; the rest is plain text. */
export const dueMark = ({
  status,
  isBacklog,
  isCrisis,
}: Pick<NextDue, 'status' | 'isBacklog' | 'isCrisis'>): StatusKind | null =>
  isCrisis
    ? 'late'
    : isBacklog
      ? null
      : status === 'overdue'
        ? 'late'
        : status === 'due_today' || status === 'due_soon'
          ? 'soon'
          : null;

export const leftWords = ({ left, isBacklog }: NextDue): string =>
  isBacklog ? 'Due before this program began here' : left;

export const languagesOf = (typed: string) =>
  typed
    .split(',')
    .map((language) => language.trim())
    .filter((language) => language !== '');

/** As a file's size is read: 340 kB, 1.2 MB. */
export const sizeInWords = (bytes: number) =>
  bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1_000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;

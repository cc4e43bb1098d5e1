import { useQueryClient } from '@tanstack/react-query';
import { printAsGuest, type GuestMeeting } from '#contract/guest.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { announce } from '#web/ui/announce.ts';
import { focusSoon } from '#web/ui/focus-soon.ts';
import { Sheetlet } from './sheetlet.tsx';

/** Their part of what was written down, to print or keep. */
export function Forms({ forms, isAboutThem }: Pick<GuestMeeting, 'forms' | 'isAboutThem'>) {
  const queries = useQueryClient();
  // What consent no longer covers goes from the page, and what else stands there stays.
  const askAgain = async (type: string | undefined) => {
    if (type !== 'guest-over') return;
    await queries.invalidateQueries();
    announce('That is not available any more.', 'assertive');
    focusSoon('main h1');
  };
  return (
    <Sheetlet title="Your copy" isForScreen>
      <ul className="guest-rows">
        {forms.map(({ reviewId, clientName }) => (
          <li key={reviewId}>
            <FileLink
              file={printAsGuest}
              input={{ reviewId }}
              className="inline-tap"
              onRefused={(type) => void askAgain(type)}
            >
              {isAboutThem ? 'What was written down' : `The form about ${clientName}`} (PDF)
            </FileLink>
          </li>
        ))}
      </ul>
    </Sheetlet>
  );
}

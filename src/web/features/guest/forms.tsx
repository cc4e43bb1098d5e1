import { printAsGuest, type GuestMeeting } from '#contract/guest.ts';
import { FileLink } from '#web/shell/file-link.tsx';
import { Sheetlet } from './sheetlet.tsx';

/** Their part of what was written down, to print or keep. */
export function Forms({ forms, isAboutThem }: Pick<GuestMeeting, 'forms' | 'isAboutThem'>) {
  return (
    <Sheetlet title="Your copy" isForScreen>
      <ul className="guest-rows">
        {forms.map(({ reviewId, clientName }) => (
          <li key={reviewId}>
            <FileLink file={printAsGuest} input={{ reviewId }} className="inline-tap">
              {isAboutThem ? 'What was written down' : `The form about ${clientName}`} (PDF)
            </FileLink>
          </li>
        ))}
      </ul>
    </Sheetlet>
  );
}

import type { PolicyVersionView } from '#contract/policies/policies.ts';
import { Banner } from '#web/ui/banner.tsx';

type Props = { versions: readonly PolicyVersionView[] };

/** What is wrong with a published version, field by field, and what the administrator can do. */
export const VersionTrouble = ({ versions }: Props) =>
  versions.map(({ version, refused, outgrown }) => (
    <div key={version}>
      {refused.length > 0 && (
        <Banner
          tone="late"
          title={`Version ${version} is not as it was published, and is refused.`}
        >
          No due date is worked out from it: those of this program stay as they were. Ask whoever
          runs this installation to bring the version back from a backup.
          <Fields flaws={refused} />
        </Banner>
      )}
      {outgrown.length > 0 && (
        <Banner tone="soon" title={`Version ${version} could not be published today.`}>
          It passed the checks of its day and goes on giving due dates. Put this right in a new
          version.
          <Fields flaws={outgrown} />
        </Banner>
      )}
    </div>
  ));

const Fields = ({ flaws }: { flaws: PolicyVersionView['refused'] }) => (
  <ul>
    {flaws.map(({ path, message }) => (
      <li key={`${path} ${message}`}>{message}</li>
    ))}
  </ul>
);

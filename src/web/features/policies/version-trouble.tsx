import type { PolicyVersionView } from '#contract/policies/policies.ts';
import { Banner } from '#web/ui/banner.tsx';

type Props = { versions: readonly PolicyVersionView[] };

/** What is wrong with a version, field by field, and what the administrator can do. */
export const VersionTrouble = ({ versions }: Props) =>
  versions.flatMap(({ version, state, refused, outgrown }) => [
    ...(refused.length === 0
      ? []
      : state === 'draft'
        ? [
            <Banner
              key={`${version} unreadable`}
              tone="late"
              title={`Version ${version}, the draft, cannot be read.`}
              list={refused.map(itemOf)}
            >
              Nobody is judged by it. Discard it and begin another, or ask whoever runs this
              installation to bring it back from a backup.
            </Banner>,
          ]
        : [
            <Banner
              key={`${version} refused`}
              tone="late"
              title={`Version ${version} is not as it was published, and is refused.`}
              list={refused.map(itemOf)}
            >
              No due date is worked out from it: those of this program stay as they were. Ask
              whoever runs this installation to bring the version back from a backup.
            </Banner>,
          ]),
    ...(outgrown.length === 0
      ? []
      : [
          <Banner
            key={`${version} outgrown`}
            tone="soon"
            title={`Version ${version} could not be published today.`}
            list={outgrown.map(itemOf)}
          >
            It passed the checks of its day and goes on giving due dates. Put this right in a new
            version.
          </Banner>,
        ]),
  ]);

const itemOf = ({ path, message }: PolicyVersionView['refused'][number]) => ({
  id: `${path} ${message}`,
  text: message,
});

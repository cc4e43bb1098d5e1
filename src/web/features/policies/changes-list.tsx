import type { ChangedSection } from '#domain/program-policy/sentences/compare-policies.ts';

type Props = { sections: readonly ChangedSection[]; before: string; after: string };

/** Sentences that differ, each as it was and as it is. */
export function ChangesList({ sections, before, after }: Props) {
  if (sections.length === 0) return <p>The two say the same.</p>;
  return (
    <div className="changes">
      {sections.map(({ title, changes }) => (
        <div key={title}>
          <p className="strong">{title}</p>
          {changes.map((change, at) => (
            <dl key={at}>
              {change.before !== null && (
                <div>
                  <dt>{before}</dt>
                  <dd>{change.before}</dd>
                </div>
              )}
              <div>
                <dt>{after}</dt>
                <dd>{change.after ?? <span className="soft">Says nothing of it.</span>}</dd>
              </div>
            </dl>
          ))}
        </div>
      ))}
    </div>
  );
}

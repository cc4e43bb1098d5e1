import { Link } from '#web/ui/link.tsx';

/** The day's work, what guards it, and how the agency is run: apart, so that a long rail is read at a glance. */
const groups = ['work', 'safeguards', 'agency'] as const;
export type RailGroup = (typeof groups)[number];

/** A page that this person may open. `count` is in words: "6 open". */
export type RailEntry = {
  href: string;
  group: RailGroup;
  label: string;
  count?: string;
  keys?: string;
};

export function Rail({
  entries,
  path,
  isSample,
}: {
  entries: readonly RailEntry[];
  path: string;
  isSample: boolean;
}) {
  return (
    <nav className="rail" aria-label="Main">
      {groups.map((group) => (
        <div key={group} className="rail-group">
          {entries
            .filter((entry) => entry.group === group)
            .map(({ href, label, count }) => (
              <Link
                key={href}
                href={href}
                look="text"
                {...(isAt(path, href) && { 'aria-current': 'page' as const })}
              >
                {label}
                {count !== undefined && <span className="count">{count}</span>}
              </Link>
            ))}
        </div>
      ))}
      {isSample && <p className="foot">{sampleWords}</p>}
    </nav>
  );
}

export const sampleWords = 'Sample data. Nobody here is real.';

const isAt = (path: string, href: string) =>
  path === href || (href !== '/' && path.startsWith(`${href}/`));

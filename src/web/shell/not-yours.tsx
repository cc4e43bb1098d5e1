import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import type { RailEntry } from './rail.tsx';

type Props = { label: string; instead?: Pick<RailEntry, 'href' | 'label'> | null };

const first = { href: '/', label: 'your first page' };

/** A page that the person's role leaves out: who can change that, and where to go instead. */
export function NotYours({ label, instead = first }: Props) {
  return (
    <>
      <PageHead title={label} />
      <EmptyState
        title={`Your role does not include ${label}.`}
        action={
          instead && (
            <Link href={instead.href} look="secondary">
              Go to {instead.label}
            </Link>
          )
        }
      >
        An administrator of your agency can give you a role that does.
      </EmptyState>
    </>
  );
}

import { Button } from './button.tsx';

type Props<Start> = {
  /** Where each page that was read so far begins; the last one is shown. */
  pages: readonly Start[];
  next: Start | null;
  onPages: (pages: readonly Start[]) => void;
};

/** Below a table that shows fifty rows at once. */
export function TablePages<Start>({ pages, next, onPages }: Props<Start>) {
  if (pages.length === 1 && next === null) return null;
  return (
    <div className="table-foot no-print">
      <span className="soft">Page {pages.length}</span>
      {pages.length > 1 && (
        <Button size="small" onPress={() => onPages(pages.slice(0, -1))}>
          Previous 50
        </Button>
      )}
      {next !== null && (
        <Button size="small" onPress={() => onPages([...pages, next])}>
          Next 50
        </Button>
      )}
    </div>
  );
}

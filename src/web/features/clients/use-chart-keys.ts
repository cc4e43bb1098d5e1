import { useEffect } from 'react';
import { useSetting } from '#web/shell/use-setting.ts';

const ownLetters =
  'input, textarea, select, [contenteditable], [role=spinbutton], [role=combobox], [role=menu], [role=listbox], [role=dialog], [role=alertdialog]';

type Keys = { a?: () => void; e?: () => void; s?: () => void };

/** Letters that open a form, and `j` and `k` to go down and up the timeline; never where somebody types. */
export function useChartKeys({ a, e, s }: Keys) {
  const [letters] = useSetting('single-letters', ['on', 'off']);
  useEffect(() => {
    if (letters === 'off') return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(ownLetters)) return;
      if (document.querySelector('[role=dialog], [role=alertdialog]')) return;
      if (event.key === 'a' && a) a();
      else if (event.key === 's' && s) s();
      else if (event.key === 'e' && e) e();
      else if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [letters, a, e, s]);
}

function step(by: 1 | -1) {
  const entries = [...document.querySelectorAll<HTMLElement>('[data-entry]')];
  const now = entries.findIndex((entry) => entry.contains(document.activeElement));
  const next = now < 0 ? entries[0] : entries[now + by];
  next?.focus();
}

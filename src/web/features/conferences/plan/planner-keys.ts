import { useEffect } from 'react';
import { useSetting } from '#web/shell/use-setting.ts';
import { type TaskId, taskIds } from '#web/features/conferences/plan-words.ts';

const typing =
  'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=spinbutton], [role=combobox], [role=listbox], [role=menu], [role=dialog], [role=alertdialog]';

/** 1 to 7 open a task, unless somebody is typing or has turned single letters off. */
export function usePlannerKeys(onOpen: (id: TaskId) => void) {
  const [letters] = useSetting('single-letters', ['on', 'off']);
  useEffect(() => {
    if (letters === 'off') return undefined;
    const open = (event: KeyboardEvent) => {
      const { target, key } = event;
      const id = /^[1-7]$/.test(key) ? taskIds[Number(key) - 1] : undefined;
      const isTyping = target instanceof Element && target.closest(typing) !== null;
      if (!id || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      onOpen(id);
    };
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, [letters, onOpen]);
}

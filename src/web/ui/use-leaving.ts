import { useCallback, useRef, useState } from 'react';

type Field = HTMLInputElement | HTMLTextAreaElement;

const textBoxes =
  'textarea, input:is([type=text], [type=email], [type=tel], :not([type])):not([aria-hidden=true] *)';

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** A word in the only box of a form is typed again in a moment: nobody is asked about it. */
const isMuch = (field: Field) =>
  field instanceof HTMLTextAreaElement ||
  (field.form !== null && field.form.querySelectorAll(textBoxes).length > 1);

const isLost = (field: Field) => field.isConnected && field.value !== '' && isMuch(field);

/** A key pressed by mistake, or a press beside it, asks before it takes away what was entered in the box. */
export function useLeaving(onClose: () => void) {
  const entered = useRef(new Set<Field>());
  const [isAsking, setIsAsking] = useState(false);
  const box = useCallback((element: HTMLElement | null) => {
    const fields = entered.current;
    const note = ({ target }: Event) => {
      if (isField(target)) fields.add(target);
    };
    element?.addEventListener('input', note);
    return () => {
      element?.removeEventListener('input', note);
      fields.clear();
    };
  }, []);
  return {
    box,
    isAsking,
    stay: () => setIsAsking(false),
    leave: () => {
      if ([...entered.current].some(isLost)) setIsAsking(true);
      else onClose();
    },
  };
}

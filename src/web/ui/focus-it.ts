/** For the `ref` of what came in answer to a press: the button that was pressed is gone, and the focus with it. */
export const focusIt = (element: HTMLElement | null) => element?.focus();

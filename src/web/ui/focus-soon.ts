const every = 100;
const mostAttempts = 300;
const textBox = 'textarea, input[type=text]';

/**
 * After a part of the page has gone, the focus goes on where the work goes on: the first of these that is there. What comes
 * late, on a slow line, still gets it, unless the person went somewhere else by then.
 */
export function focusSoon(...selectors: string[]) {
  const moved = new AbortController();
  const watch = { capture: true, signal: moved.signal };
  for (const act of ['keydown', 'pointerdown', 'input'])
    addEventListener(act, () => moved.abort(), watch);
  // By voice or a screen reader one goes into a box without a key. What a closing dialog focuses is its button.
  const goInto = ({ target }: FocusEvent) => {
    if (target instanceof Element && target.matches(textBox)) moved.abort();
  };
  addEventListener('focusin', goInto, watch);
  let attempts = 0;
  const look = () => {
    // Whoever types ahead into nothing is still waiting for the place to come.
    const isElsewhere = moved.signal.aborted && document.activeElement !== document.body;
    const places = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
    const place = places.find((found) => found !== null);
    attempts += 1;
    if (!isElsewhere && !place && attempts < mostAttempts) {
      setTimeout(look, every);
      return;
    }
    if (!isElsewhere) place?.focus();
    moved.abort();
  };
  // The page is drawn anew first, and what it needs may still be on its way.
  setTimeout(look, 60);
}

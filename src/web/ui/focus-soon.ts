const every = 100;
const mostAttempts = 300;

/**
 * After a part of the page has gone, the focus goes on where the work goes on: the first of these that is there. What comes
 * late, on a slow line, still gets it, unless the person went somewhere else by then.
 */
export function focusSoon(...selectors: string[]) {
  const pressed = new AbortController();
  for (const press of ['keydown', 'pointerdown'])
    addEventListener(press, () => pressed.abort(), { capture: true, signal: pressed.signal });
  let attempts = 0;
  const look = () => {
    // Whoever types ahead into nothing is still waiting for the place to come.
    const isElsewhere = pressed.signal.aborted && document.activeElement !== document.body;
    const places = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
    const place = places.find((found) => found !== null);
    attempts += 1;
    if (!isElsewhere && !place && attempts < mostAttempts) {
      setTimeout(look, every);
      return;
    }
    if (!isElsewhere) place?.focus();
    pressed.abort();
  };
  // The page is drawn anew first, and what it needs may still be on its way.
  setTimeout(look, 60);
}

const every = 100;
/** For so long a dialog that closes may still move the focus, and whoever types ahead means the place to come. */
const atOnce = 12;
const mostAttempts = 300;

/**
 * After a part of the page has gone, the focus goes on where the work goes on: the first of these that is there. What comes
 * late, on a slow line, still gets it, unless the person pressed something meanwhile.
 */
export function focusSoon(...selectors: string[]) {
  const pressed = new AbortController();
  for (const press of ['keydown', 'pointerdown'])
    addEventListener(press, () => pressed.abort(), { capture: true, signal: pressed.signal });
  let attempts = 0;
  const look = () => {
    const places = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
    const place = places.find((found) => found !== null);
    attempts += 1;
    place?.focus();
    if (!place && attempts < (pressed.signal.aborted ? atOnce : mostAttempts))
      setTimeout(look, every);
    else pressed.abort();
  };
  // The page is drawn anew first, and what it needs may still be on its way.
  setTimeout(look, 60);
}

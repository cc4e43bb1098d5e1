const every = 100;
const attempts = 300;

/**
 * After a part of the page has gone, the focus goes on where the work goes on: the first of these that is there. What comes
 * late, on a slow line, still gets it, unless the person went somewhere else meanwhile.
 */
export function focusSoon(...selectors: string[]) {
  let left = attempts;
  // A dialog that closes gives the focus back first; from then on only the person moves it.
  let settled: Element | null = null;
  const look = () => {
    const places = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
    const place = places.find((found) => found !== null);
    const now = document.activeElement;
    left -= 1;
    if (left === attempts - 12) settled = now;
    const isLeft = settled !== null && now !== settled && now !== document.body;
    if (place) place.focus();
    else if (left > 0 && !isLeft) setTimeout(look, every);
  };
  // The page is drawn anew first, and what it needs may still be on its way.
  setTimeout(look, 60);
}

const every = 100;
const attempts = 12;
const attemptsWhileNowhere = 300;

/**
 * After a part of the page has gone, the focus goes on where the work goes on: the first of these that is there. What comes
 * late, on a slow line, still gets it, unless the person went somewhere else meanwhile.
 */
export function focusSoon(...selectors: string[]) {
  let tried = 0;
  const look = () => {
    const places = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
    const place = places.find((found) => found !== null);
    const isNowhere = document.activeElement === document.body;
    tried += 1;
    if (place) place.focus();
    else if (tried < (isNowhere ? attemptsWhileNowhere : attempts)) setTimeout(look, every);
  };
  // The page is drawn anew first, and what it needs may still be on its way.
  setTimeout(look, 60);
}

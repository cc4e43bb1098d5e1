const attempts = 12;

/** After a part of the page has gone, the focus goes on where the work goes on: the first of these that is there. */
export function focusSoon(...selectors: string[]) {
  let left = attempts;
  const look = () => {
    const places = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
    const place = places.find((found) => found !== null);
    left -= 1;
    if (place) place.focus();
    else if (left > 0) setTimeout(look, 100);
  };
  // The page is drawn anew first, and what it needs may still be on its way.
  setTimeout(look, 60);
}

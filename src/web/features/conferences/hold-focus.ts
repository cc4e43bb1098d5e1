/** After a part of the page has gone, the focus goes on where the work goes on: the first of these that is there. */
export function focusSoon(...selectors: string[]) {
  // The page is drawn anew first.
  setTimeout(() => {
    const places = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
    places.find((place) => place !== null)?.focus();
  }, 60);
}

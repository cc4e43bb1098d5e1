/** Where the focus was, and what stood around it: what has gone no longer tells where it was. */
type Spot = { element: HTMLElement; around: { parent: Element; place: number }[]; layer: Element };

const layers = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';
/** So long a page may take to bring the focus on by itself. */
const patience = 400;

/** The last spot of each layer that is open: of the page, of a dialog over it, of a list in that. */
let spots: Spot[] = [];
let isByPointer = false;
let waiting: ReturnType<typeof setTimeout> | undefined;

const isThere = (element: HTMLElement) =>
  element.isConnected && !element.matches(':disabled') && element.checkVisibility();

/** What had the focus was taken away, and nothing has it now. */
export function isFocusGone() {
  const last = spots.at(-1);
  return document.activeElement === document.body && last !== undefined && !isThere(last.element);
}

/** Where a page takes away what had the focus and says nothing else, it goes on beside that place, and not at the top. */
export function keepFocus() {
  document.addEventListener('focusin', ({ target }) => remember(target));
  document.addEventListener(
    'pointerdown',
    () => {
      isByPointer = true;
      // Whoever presses somewhere else has left the place by themselves.
      spots = spots.slice(0, -1);
      clearTimeout(waiting);
      waiting = undefined;
    },
    { capture: true },
  );
  document.addEventListener('keydown', () => (isByPointer = false), { capture: true });
  new MutationObserver(look).observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ['disabled'],
  });
}

function remember(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return;
  const layer = target.closest(layers) ?? document.body;
  const below = spots.filter((spot) => spot.layer !== layer && spot.layer.isConnected);
  spots = [...below, { element: target, around: aroundOf(target), layer }];
}

function aroundOf(element: Element) {
  const around: Spot['around'] = [];
  for (let at = element; at.parentElement; at = at.parentElement)
    around.push({ parent: at.parentElement, place: [...at.parentElement.children].indexOf(at) });
  return around;
}

/** A button that can be pressed again after a while has lost it all the same. */
function look() {
  const last = spots.at(-1)?.element;
  if (last === undefined || (last.isConnected && !last.matches(':disabled'))) return;
  waiting ??= setTimeout(() => {
    waiting = undefined;
    if (document.activeElement === document.body) beside()?.focus({ preventScroll: isByPointer });
  }, patience);
}

/** In the topmost layer that is still open; what opened it stands in the one below. */
function beside(): HTMLElement | undefined {
  for (const { element, around, layer } of spots.toReversed()) {
    if (!layer.isConnected) continue;
    return isThere(element) ? element : nearest(around);
  }
  return undefined;
}

/** What has come to its place, or else the row it was in, or the heading over it. */
function nearest(around: Spot['around']): HTMLElement | undefined {
  const left = around.find(({ parent }) => parent.isConnected);
  if (left === undefined) return undefined;
  const { parent, place } = left;
  const isList = parent.matches(lists);
  const come = parent.children[place] ?? (isList ? parent.lastElementChild : null);
  return focusable((come && firstIn(come)) ?? parent.closest('li, tr') ?? headingOver(parent));
}

const lists = 'ul, ol, tbody';
const readable = 'a[href], button:enabled, input, textarea, [tabindex], h1, h2, h3, h4';

function firstIn(element: Element): Element | null {
  if (element.matches(`${readable}, li, tr, p`)) return element;
  const list = element.matches(lists) ? element : element.querySelector(lists);
  return list?.firstElementChild ?? element.querySelector(readable);
}

function headingOver(element: Element): Element | null {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const heading = at.matches(`section, aside, fieldset, main, body, ${layers}`)
      ? at.querySelector('h1, h2, h3, h4')
      : null;
    if (heading) return heading;
  }
  return null;
}

function focusable(element: Element | null): HTMLElement | undefined {
  if (!(element instanceof HTMLElement)) return undefined;
  if (element.tabIndex < 0) element.tabIndex = -1;
  return element;
}

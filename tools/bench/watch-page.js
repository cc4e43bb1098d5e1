// Runs in the page before anything of its own does, and keeps what a person at it would see, by the page's own clock: when
// the first row is drawn and where it stands, and when the click on it is answered, which is drawn too.
const steps = { rows: Promise.withResolvers(), answer: Promise.withResolvers() };
const told = new Set();
const due = () => document.querySelector('tr[data-key] .due-date');

globalThis.placeOfRow = () => {
  const { x, y, width, height } = due().getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
};
globalThis.whenTold = (name) => steps[name].promise;
globalThis.scriptsUntil = (at) =>
  performance
    .getEntriesByType('resource')
    .filter(
      ({ name, responseEnd }) => name.endsWith('.js') && responseEnd + performance.timeOrigin <= at,
    )
    .map(({ encodedBodySize }) => encodedBodySize);

function tellOnceDrawn(name, found) {
  if (found === null || told.has(name)) return;
  told.add(name);
  // The frame that shows it is made after this callback, and is over when the one in it runs.
  requestAnimationFrame(() =>
    setTimeout(() => {
      const at = performance.timeOrigin + performance.now();
      steps[name].resolve({ at, ...globalThis.placeOfRow() });
    }),
  );
}

new MutationObserver(() => {
  tellOnceDrawn('rows', due());
  tellOnceDrawn('answer', document.querySelector('tr[aria-selected=true]'));
}).observe(document, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['aria-selected'],
});

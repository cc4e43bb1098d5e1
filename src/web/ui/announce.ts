const regions = new Map<string, HTMLElement>();

/** Tells people who listen what others see change. */
export function announce(message: string, how: 'polite' | 'assertive' = 'polite') {
  const region = regions.get(how) ?? makeRegion(how);
  region.textContent = '';
  // Some screen readers stay silent when the text is changed in the same moment as it was emptied.
  setTimeout(() => {
    region.textContent = message;
  }, 50);
}

function makeRegion(how: 'polite' | 'assertive') {
  const region = document.createElement('div');
  region.className = 'vh';
  region.setAttribute('aria-live', how);
  // React Aria hides everything outside an open dialog, save what is marked like this.
  region.dataset['liveAnnouncer'] = 'true';
  document.body.append(region);
  regions.set(how, region);
  return region;
}

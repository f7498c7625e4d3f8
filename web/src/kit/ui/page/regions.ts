/** The parts of a page that F6 walks through, in reading order: what has `data-region` and is shown. */
const regionsOf = () =>
  [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.checkVisibility());

/** Moves the focus to the next part (1) or the one before (-1): where its `data-region-start` is, else the part itself. */
export function moveToRegion(step: 1 | -1): void {
  const regions = regionsOf();
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions.at((here === -1 && step === -1 ? 0 : here + step) % regions.length);
  const start = next?.querySelector<HTMLElement>('[data-region-start]');
  (start?.checkVisibility() ? start : next)?.focus();
}

import { useCallback, useSyncExternalStore } from 'react';

/** Where the rail and a side panel stand beside the page; the style sheets say the same. */
export const WIDE = '(width >= 1100px)';
/** Where there is one column, with the tabs below it. */
export const NARROW = '(width < 700px)';

/** Whether a media query holds now. For what must not be in the page twice; mere looks belong into the style sheet. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

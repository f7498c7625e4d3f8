import type { SpaceKind } from '@footbridge/contract/spaces.ts';
import './spaces.css';

/** `#` for working spaces, `~` on the warm ground for social ones. It goes with a word or a name, never alone. */
export function SpaceMark({ kind }: { kind: SpaceKind }) {
  return (
    <span className={`space-mark ${kind}`} aria-hidden="true">
      {kind === 'social' ? '~' : '#'}
    </span>
  );
}

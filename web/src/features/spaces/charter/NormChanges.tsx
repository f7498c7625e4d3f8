import type { Norms } from '@footbridge/contract/spaces.ts';
import { Difference } from '../../../kit/text/Difference.tsx';
import { t } from '../../../kit/text/t.ts';
import { NORM_PARTS } from './rules.ts';

/** The parts that differ, word for word. */
export function NormChanges({ before, after }: { before: Norms; after: Norms }) {
  return NORM_PARTS.map(
    (part) =>
      before[part] !== after[part] && (
        <div key={part}>
          <h3>{t(`charter.${part}`)}</h3>
          <Difference before={before[part]} after={after[part]} brief />
        </div>
      ),
  );
}

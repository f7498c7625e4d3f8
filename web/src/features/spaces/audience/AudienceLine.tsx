import type { Space } from '@footbridge/contract/spaces.ts';
import { Eye } from 'lucide-react';
import { Link } from 'wouter';
import { t } from '../../../kit/text/t.ts';
import { audienceInWords } from '../rules.ts';
import './audience.css';

/** The line above every writing box: who will read it, for how long, and who may ask to. It opens the charter, where it comes from. */
export function AudienceLine({ space }: { space: Space }) {
  const words = audienceInWords(space.audience);
  return (
    <Link
      href={`/spaces/${space.id}/charter`}
      className="audience-line"
      aria-label={t('spaces.openCharter', { line: words })}
    >
      <Eye aria-hidden="true" />
      <span>{words}</span>
    </Link>
  );
}

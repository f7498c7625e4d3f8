import type { GoodWork, MyGoodWork } from '@footbridge/contract/thanks.ts';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { t } from '../../../kit/text/t.ts';
import { PersonName } from '../../people/PersonName.tsx';
import '../thanks.css';

/** Whose work, the line, and who named it. */
export function WorkLine({ work, children }: { work: GoodWork | MyGoodWork; children?: ReactNode }) {
  return (
    <article className="thanks" aria-label={work.line}>
      <PersonName person={work.person} link />
      <p className="thanks-act">{work.line}</p>
      <p className="thanks-people soft small">
        <span>{t('thanks.workBy', work.namedBy)}</span>
        {work.link?.kind === 'message' && (
          <Link href={`/messages/${work.link.id}`}>{t('thanks.readMessage')}</Link>
        )}
        {work.link?.kind === 'story' && (
          <Link href={`/stories/${work.link.id}`}>{t('thanks.readStory')}</Link>
        )}
      </p>
      {children}
    </article>
  );
}

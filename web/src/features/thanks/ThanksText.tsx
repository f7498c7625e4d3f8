import type { Thanks } from '@footbridge/contract/thanks.ts';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { PersonName } from '../people/PersonName.tsx';
import './thanks.css';

/** One thanks: who to whom, for what, whom it helped. `children` stand below it. */
export function ThanksText({ thanks, children }: { thanks: Thanks; children?: ReactNode }) {
  const now = useNow();
  const { from, to, about } = thanks;
  return (
    <article className="thanks" aria-label={t('thanks.line', { from: from.name, to: to.name })}>
      <p className="thanks-act">{thanks.act}</p>
      <p>{t('thanks.helpedLine', { helped: thanks.helped })}</p>
      <p className="thanks-people soft small">
        <PersonName person={from} link /> <span aria-hidden="true">→</span> <PersonName person={to} link />
        <span>{day(thanks.givenAt, now)}</span>
        {about?.kind === 'message' && <Link href={`/messages/${about.id}`}>{t('thanks.readMessage')}</Link>}
        {about?.kind === 'step' && <Link href={`/steps/${about.id}`}>{t('thanks.readStep')}</Link>}
      </p>
      {children}
    </article>
  );
}

import type { Thanks } from '@footbridge/contract/thanks.ts';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { PersonName } from '../people/PersonName.tsx';
import './together.css';

interface SharedRowProps {
  href: string;
  title: string;
  words: string | null;
  mark?: ReactNode;
}

/** Something of the two of us that has a page of its own. */
export function SharedRow({ href, title, words, mark }: SharedRowProps) {
  return (
    <li className="shared-row">
      {mark}
      <div>
        <b>{title}</b>
        {words !== null && <p className="soft small">{words}</p>}
      </div>
      <Link className="row-link" href={href} aria-label={title} />
    </li>
  );
}

export function ThanksRow({ thanks: { from, act, helped, givenAt } }: { thanks: Thanks }) {
  const now = useNow();
  return (
    <li className="shared-row">
      <div>
        <p>{act}</p>
        <p className="soft small">{t('together.thanksHelped', { helped })}</p>
        <p className="soft small">
          <PersonName person={from} /> {day(givenAt, now)}
        </p>
      </div>
    </li>
  );
}

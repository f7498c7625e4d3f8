import type { Import } from '@footbridge/contract/imports.ts';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Badge } from '../../kit/ui/Badge.tsx';
import { ButtonLink } from '../../kit/ui/Button.tsx';
import { isUnderWay, percentOf } from './rules.ts';
import './imports.css';

export function ImportFacts({ shown }: { shown: Import }) {
  const when = dayAndTime(shown.createdAt, useNow());
  return (
    <>
      <p>
        <b>{shown.fileName}</b> {shown.dryRun && <Badge>{t('imports.isDryRun')}</Badge>}{' '}
        <Badge tone={shown.state === 'failed' ? 'attention' : 'accent'}>{t(`imports.${shown.state}`)}</Badge>
      </p>
      <p className="soft small">
        {shown.startedBy
          ? t('imports.startedBy', { when, name: shown.startedBy.name })
          : t('imports.started', { when })}
      </p>
      {isUnderWay(shown) && (
        <div className="import-progress">
          <progress value={shown.progress} aria-label={t('imports.progressOf', { name: shown.fileName })} />
          <span className="small">{percentOf(shown.progress)}</span>
        </div>
      )}
      {shown.failure !== null && <p className="import-failure">{shown.failure}</p>}
    </>
  );
}

/** Imports, newest first. */
export function ImportList({ imports }: { imports: Import[] }) {
  if (imports.length === 0) return <p className="soft">{t('imports.none')}</p>;
  return (
    <ul className="rows">
      {imports.map((one) => (
        <li key={one.id}>
          <div>
            <ImportFacts shown={one} />
          </div>
          {one.report && (
            <ButtonLink href={`/administration/imports/${one.id}`}>
              {t('imports.report')}
              <span className="unseen">{one.fileName}</span>
            </ButtonLink>
          )}
        </li>
      ))}
    </ul>
  );
}

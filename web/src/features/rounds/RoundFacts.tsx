import type { RoundSummary } from '@footbridge/contract/rounds.ts';
import { t } from '../../kit/text/t.ts';
import { day } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { PersonName } from '../people/PersonName.tsx';
import './rounds.css';

/** Whom it is put to. */
const audienceOf = ({ space }: RoundSummary): string =>
  space === null || space.name === '' ? t('rounds.toPeople') : t('rounds.toSpace', { space: space.name });

/** One line: who opened it, to whom, until when. */
export function RoundFacts({ round }: { round: RoundSummary }) {
  const now = useNow();
  return (
    <span className="round-facts">
      {round.facilitating ? (
        <span>{t('rounds.youOpened')}</span>
      ) : (
        <span>
          {t('rounds.openedBy')} <PersonName person={round.facilitator} short />
        </span>
      )}
      <span>{audienceOf(round)}</span>
      <span>{t(round.over ? 'rounds.ended' : 'rounds.until', { day: day(round.endsAt, now) })}</span>
    </span>
  );
}

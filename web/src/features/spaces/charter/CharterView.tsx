import type { Audience, Charter, HistoryRule, Reach } from '@footbridge/contract/spaces.ts';
import { t } from '../../../kit/text/t.ts';
import { dayAndTime } from '../../../kit/time/format.ts';
import { useNow } from '../../../kit/time/useNow.ts';
import { keptInWords } from './rules.ts';
import './charter.css';

const REACH_WORDS = {
  organisation: 'findSpaces.reachOrganisation',
  shared: 'findSpaces.reachShared',
  listed: 'findSpaces.reachListed',
} as const;

/** Plain text with its line breaks; a charter is read, not decorated. */
function Words({ text, none }: { text: string; none: string }) {
  return text ? <p className="charter-words">{text}</p> : <p className="soft">{none}</p>;
}

interface CharterViewProps {
  charter: Charter;
  /** Who reads here now. */
  audience: Audience;
  reach: Reach;
  historyRule?: HistoryRule;
  /** The level of its headings, one below the heading it stands under. */
  heading?: 'h2' | 'h3';
}

/** What a space is for and what holds in it, in words. */
export function CharterView({
  charter,
  audience,
  reach,
  historyRule,
  heading: Heading = 'h3',
}: CharterViewProps) {
  return (
    <div className="charter">
      <Words text={charter.purpose} none={t('charter.noPurpose')} />
      <section>
        <Heading>{t('charter.norms')}</Heading>
        <Words text={charter.norms} none={t('charter.noNorms')} />
      </section>
      {(['channels', 'answerTimes', 'conflicts'] as const).map(
        (part) =>
          charter[part] !== '' && (
            <section key={part}>
              <Heading>{t(`charter.${part}`)}</Heading>
              <Words text={charter[part]} none="" />
            </section>
          ),
      )}
      <dl className="facts">
        <div>
          <dt>{t('charter.whoReads')}</dt>
          <dd>{t('charter.readers', audience)}</dd>
        </div>
        <div>
          <dt>{t('charter.reach')}</dt>
          <dd>{t(REACH_WORDS[reach])}</dd>
        </div>
        {historyRule && (
          <div>
            <dt>{t('charter.history')}</dt>
            <dd>{t(historyRule === 'all' ? 'findSpaces.historyAll' : 'findSpaces.historySince')}</dd>
          </div>
        )}
        <div>
          <dt>{t('charter.kept')}</dt>
          <dd>{keptInWords(charter.keptDays)}</dd>
        </div>
        <div>
          <dt>{t('charter.disclosable')}</dt>
          <dd>{t(charter.disclosable ? 'charter.isDisclosable' : 'charter.notDisclosable')}</dd>
        </div>
      </dl>
      <CharterVersionLine charter={charter} />
    </div>
  );
}

export function CharterVersionLine({ charter }: { charter: Charter }) {
  const when = dayAndTime(charter.changedAt, useNow());
  const { version, changedBy } = charter;
  return (
    <p className="soft small">
      {changedBy
        ? t('charter.versionBy', {
            version,
            name: `${changedBy.name} (${changedBy.organisation.shortName})`,
            when,
          })
        : t('charter.version', { version, when })}
    </p>
  );
}

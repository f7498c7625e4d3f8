import { type Policy, type PolicyVersion, acceptPolicy } from '@footbridge/contract/policies.ts';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { Difference } from '../../kit/text/Difference.tsx';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Badge } from '../../kit/ui/Badge.tsx';
import { Button } from '../../kit/ui/Button.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { ForWhom, VersionLine } from './PolicyFacts.tsx';
import { beforeIt, comparedWith } from './rules.ts';
import './policies.css';

function Changes({ before, after }: { before: PolicyVersion; after: PolicyVersion }) {
  if (before.body === after.body) return <p className="soft">{t('policies.sameText')}</p>;
  return <Difference before={before.body} after={after.body} brief />;
}

function Accept({ policy, onAccepted }: { policy: Policy; onAccepted: () => void }) {
  const call = useCall();
  const accept = useAction(async () => {
    await call(acceptPolicy, { params: { policyId: policy.id }, body: { version: policy.version } });
    onAccepted();
  });
  return (
    <div className="policy-accept">
      <p className="soft">{t('policies.acceptWords')}</p>
      <ProblemNote words={accept.failure} />
      <div className="button-row">
        <Button tone="primary" busy={accept.busy} onClick={() => void accept.run()}>
          {t('policies.accept', { version: policy.version })}
        </Button>
      </div>
    </div>
  );
}

interface PolicyReadingProps {
  policy: Policy;
  versions: readonly PolicyVersion[];
  onAccepted: () => void;
}

/** A policy to be read: in short, what changed since I accepted it, accepting it, and the whole text. */
export function PolicyReading({ policy, versions, onAccepted }: PolicyReadingProps) {
  const now = useNow();
  const [newest] = versions;
  if (!newest) return null;
  const before = comparedWith(policy, versions);
  return (
    <>
      <section className="page-section policy-short">
        <p className="soft small policy-facts">
          <span>
            <ForWhom organisation={policy.organisation} />
          </span>
          <VersionLine version={newest} />
          {policy.accepted && (
            <span>
              {t('policies.acceptedOn', {
                version: policy.accepted.version,
                when: dayAndTime(policy.accepted.at, now),
              })}
            </span>
          )}
        </p>
        {policy.withdrawnAt && (
          <p className="policy-withdrawn">
            {t('policies.withdrawn', { when: dayAndTime(policy.withdrawnAt, now) })}
          </p>
        )}
        <h2>{t('policies.summary')}</h2>
        <p className="policy-summary">{newest.summary}</p>
      </section>
      {before && (
        <Section title={t('policies.changedSince', { version: before.version })}>
          <Changes before={before} after={newest} />
        </Section>
      )}
      {policy.due && before && <Accept policy={policy} onAccepted={onAccepted} />}
      <Section title={t(before ? 'policies.wholeAfter' : 'policies.whole')}>
        <p className="policy-body">{newest.body}</p>
      </Section>
      {policy.due && !before && <Accept policy={policy} onAccepted={onAccepted} />}
      <Earlier versions={versions} />
    </>
  );
}

function Earlier({ versions }: { versions: readonly PolicyVersion[] }) {
  if (versions.length < 2) return null;
  return (
    <Section title={t('policies.earlier')}>
      {versions.map((version) => {
        const before = beforeIt(version, versions);
        return (
          <details key={version.version} className="policy-version">
            <summary>
              <VersionLine version={version} />
              {before && <Badge>{t(version.material ? 'policies.material' : 'policies.minor')}</Badge>}
            </summary>
            <div>
              <p>{version.summary}</p>
              {before ? (
                <>
                  <h3>{t('policies.changedIn')}</h3>
                  <Changes before={before} after={version} />
                </>
              ) : (
                <p className="policy-body">{version.body}</p>
              )}
            </div>
          </details>
        );
      })}
    </Section>
  );
}

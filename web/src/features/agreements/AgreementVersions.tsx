import type { Agreement } from '@footbridge/contract/agreements.ts';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Badge } from '../../kit/ui/Badge.tsx';
import { Section } from '../../kit/ui/page/Page.tsx';
import { ChangedLines, Lines } from './Lines.tsx';

/** All versions, each with what it changed. */
export function AgreementVersions({ agreement: { versions } }: { agreement: Agreement }) {
  const now = useNow();
  if (versions.length < 2) return null;
  return (
    <Section title={t('agreements.earlier')}>
      {versions.map((version) => {
        const before = versions.find((other) => other.version === version.version - 1);
        const { name, organisation } = version.publishedBy;
        return (
          <details key={version.version} className="agreement-version">
            <summary>
              {t('agreements.versionBy', {
                version: version.version,
                name: `${name} (${organisation.shortName})`,
                when: dayAndTime(version.publishedAt, now),
              })}
              {!version.material && <Badge>{t('agreements.isMinor')}</Badge>}
            </summary>
            {before ? (
              <>
                <h3 className="agreement-changed">{t('agreements.changed', { version: before.version })}</h3>
                <ChangedLines before={before.text} after={version.text} />
              </>
            ) : (
              <Lines text={version.text} />
            )}
          </details>
        );
      })}
    </Section>
  );
}

import type { Policy, PolicyVersion } from '@footbridge/contract/policies.ts';
import { t } from '../../kit/text/t.ts';
import { dayAndTime } from '../../kit/time/format.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { OrganisationBadge } from '../organisations/OrganisationBadge.tsx';

/** For whom a policy is. */
export function ForWhom({ organisation }: Pick<Policy, 'organisation'>) {
  return organisation ? <OrganisationBadge organisation={organisation} /> : <>{t('policies.everybody')}</>;
}

export function VersionLine({ version }: { version: PolicyVersion }) {
  const when = dayAndTime(version.publishedAt, useNow());
  const { version: number, publishedBy } = version;
  const words = publishedBy
    ? t('policies.versionBy', { version: number, name: publishedBy.name, when })
    : t('policies.version', { version: number, when });
  return <span>{words}</span>;
}

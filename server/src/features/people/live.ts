import type { Activity } from '../../kit/activity/activity.ts';
import type { Reader } from '../../kit/db/database.ts';
import { type LiveFeature, type Rendered, fields } from '../../kit/live/features.ts';
import { listPersonRefs, readMes } from './queries.ts';

async function renderPersonChanged(db: Reader, activities: Activity[]): Promise<(Rendered | undefined)[]> {
  const shown = await listPersonRefs(
    db,
    activities.map(({ subjectId, facts }) => ({
      personId: subjectId ?? '',
      organisationId: (facts as { organisationId: string }).organisationId,
    })),
  );
  return shown.map((found) => {
    if (found === undefined) return undefined;
    const { roleTitle, ...person } = found;
    return { fields: fields({ person, roleTitle }) };
  });
}

async function renderMeChanged(db: Reader, activities: Activity[]): Promise<(Rendered | undefined)[]> {
  const mes = await readMes(db, [...new Set(activities.map((activity) => activity.feedId))]);
  return activities.map((activity) => {
    const me = mes.get(activity.feedId);
    return me === undefined ? undefined : { fields: fields({ me }) };
  });
}

export const peopleLive: LiveFeature[] = [
  { kinds: ['personChanged'], render: renderPersonChanged },
  { kinds: ['meChanged'], render: renderMeChanged },
];

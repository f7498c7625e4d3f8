import { avoidPerson, listAvoided, stopAvoiding } from '@footbridge/contract/pairings.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import { X } from 'lucide-react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { useAnnouncer } from '../../kit/ui/Announcer.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { IconButton } from '../../kit/ui/IconButton.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { PersonSearch } from '../people/PersonSearch.tsx';

/** My silent list. */
export function Avoided() {
  const call = useCall();
  const { toast } = useAnnouncer();
  const loaded = useLoad((signal) => call(listAvoided, { signal }), []);
  useHeard(['pairingChanged'], loaded.reload);
  const add = useAction(async (person: PersonRef) => {
    await call(avoidPerson, { params: { personId: person.id } });
    toast(t('pairings.avoidAdded', person));
    loaded.reload();
  });
  const stop = useAction(async (person: PersonRef) => {
    await call(stopAvoiding, { params: { personId: person.id } });
    loaded.reload();
  });
  return (
    <LoadedView loaded={loaded} lines={2}>
      {({ people }) => (
        <div className="avoided">
          {people.length === 0 && <p className="soft">{t('pairings.avoidedNobody')}</p>}
          {people.length > 0 && (
            <ul className="rows">
              {people.map((person) => (
                <li key={person.id}>
                  <Face name={person.name} hue={person.organisation.hue} size="small" />
                  <PersonName person={person} />
                  <IconButton
                    label={t('pairings.avoidStop', person)}
                    icon={<X />}
                    onClick={() => void stop.run(person)}
                  />
                </li>
              ))}
            </ul>
          )}
          <details>
            <summary>{t('pairings.avoid')}</summary>
            <PersonSearch
              label={t('pairings.avoidFind')}
              none={t('pairings.avoidNone')}
              choose={(person) => t('pairings.avoidDo', person)}
              leaveOut={people.map(({ id }) => id)}
              onChoose={(person) => void add.run(person)}
            />
          </details>
          <ProblemNote words={add.failure ?? stop.failure} />
        </div>
      )}
    </LoadedView>
  );
}

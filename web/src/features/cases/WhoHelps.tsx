import { CASE_HELPERS_MAX, type CaseStageKind } from '@footbridge/contract/cases.ts';
import type { PersonRef } from '@footbridge/contract/people.ts';
import { X } from 'lucide-react';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { Face } from '../../kit/ui/Face.tsx';
import { IconButton } from '../../kit/ui/IconButton.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { PersonSearch } from '../people/PersonSearch.tsx';

interface WhoHelpsProps {
  kind: CaseStageKind;
  chosen: readonly PersonRef[];
  onChange: (people: PersonRef[]) => void;
  /** Likely ones, offered without a search. */
  likely?: readonly PersonRef[];
  /** Who cannot help: those it is between. */
  leaveOut: readonly string[];
}

/** Who helps at a stage. */
export function WhoHelps({ kind, chosen, onChange, likely = [], leaveOut }: WhoHelpsProps) {
  const most = kind === 'facilitator' || kind === 'mediator' ? 1 : CASE_HELPERS_MAX;
  const taken = [...leaveOut, ...chosen.map(({ id }) => id)];
  const add = (person: PersonRef): void => onChange([...chosen, person]);
  return (
    <fieldset className="field case-helpers">
      <legend>{t(`cases.${kind}Ask`)}</legend>
      <p className="soft small">{t('cases.helpersHint')}</p>
      <ul className="plain">
        {chosen.map((person) => (
          <li key={person.id}>
            <Face name={person.name} hue={person.organisation.hue} size="small" />
            <PersonName person={person} />
            <IconButton
              label={t('cases.leaveOut', person)}
              icon={<X />}
              onClick={() => onChange(chosen.filter(({ id }) => id !== person.id))}
            />
          </li>
        ))}
      </ul>
      {chosen.length < most && (
        <>
          <div className="button-row">
            {likely
              .filter(({ id }) => !taken.includes(id))
              .map((person) => (
                <Button key={person.id} onClick={() => add(person)}>
                  {t('cases.choose', person)}
                </Button>
              ))}
          </div>
          <PersonSearch
            label={t('cases.find')}
            none={t('cases.findNone')}
            choose={(person) => t('cases.choose', person)}
            leaveOut={taken}
            onChoose={add}
          />
        </>
      )}
    </fieldset>
  );
}

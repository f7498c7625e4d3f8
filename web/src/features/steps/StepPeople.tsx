import type { Step } from '@footbridge/contract/steps.ts';
import { Check } from 'lucide-react';
import { t } from '../../kit/text/t.ts';
import { Face } from '../../kit/ui/Face.tsx';

/** Who has said yes; the others have not answered, whatever they did. */
export function StepPeople({ step }: { step: Step }) {
  return (
    <ul className="step-people plain">
      {step.people.map(({ person, accepted }) => (
        <li key={person.id}>
          <Face name={person.name} hue={person.organisation.hue} size="small" />
          <span className={accepted ? undefined : 'soft'}>
            {accepted ? t('steps.saidYes', person) : t('steps.noAnswer', person)}
          </span>
          {accepted && <Check aria-hidden="true" className="step-yes" />}
        </li>
      ))}
    </ul>
  );
}

import {
  REFLECTION_MAX,
  type Step,
  removeReflection,
  showReflection,
  writeReflection,
} from '@footbridge/contract/steps.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { useNow } from '../../kit/time/useNow.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { TextArea } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { ProblemNote } from '../../kit/ui/Problem.tsx';
import { useMe } from '../people/MeContext.tsx';
import { PersonName } from '../people/PersonName.tsx';

type Reflections = NonNullable<Step['reflections']>;
interface ReflectionProps {
  step: Step;
  onChanged: (step: Step) => void;
}

function Shown({ shown }: Pick<Reflections, 'shown'>) {
  return (
    <ul className="step-reflections plain">
      {shown.map(({ person, text }) => (
        <li key={person.id}>
          <PersonName person={person} />
          <p className="step-lines">{text}</p>
        </li>
      ))}
    </ul>
  );
}

function Write({ step, onChanged }: ReflectionProps) {
  const call = useCall();
  const params = { stepId: step.id };
  const write = useAction(async (text: FormText) => {
    onChanged(await call(writeReflection, { params, body: { text: text('text') } }));
  });
  const none = useAction(async () => onChanged(await call(removeReflection, { params })));
  return (
    <>
      <Form
        action={write}
        submit={t('steps.reflectionSave')}
        beside={
          <Button tone="quiet" busy={none.busy} onClick={() => void none.run()}>
            {t('steps.writeNone')}
          </Button>
        }
      >
        <TextArea
          label={t('steps.reflection')}
          hint={t('steps.reflectionHint')}
          name="text"
          required
          rows={3}
          maxLength={REFLECTION_MAX}
          defaultValue={step.reflections?.mine ?? ''}
        />
      </Form>
      <ProblemNote words={none.failure} />
    </>
  );
}

/** What I wrote, before it is shown: mine to change, to take back, and after seven days to show alone. */
function Kept({ step, mine, onChanged }: ReflectionProps & { mine: Reflections }) {
  const call = useCall();
  const now = useNow();
  const [changing, setChanging] = useState(false);
  const params = { stepId: step.id };
  const show = useAction(async () => onChanged(await call(showReflection, { params })));
  const remove = useAction(async () => onChanged(await call(removeReflection, { params })));
  if (changing) {
    return (
      <Write
        step={step}
        onChanged={(next) => {
          setChanging(false);
          onChanged(next);
        }}
      />
    );
  }
  const showable = mine.showableFrom !== null && Date.parse(mine.showableFrom) <= now.getTime();
  return (
    <div className="step-note">
      <p className="step-lines">{mine.mine}</p>
      <p className="soft small">{showable ? t('steps.reflectionShowAlone') : t('steps.reflectionKept')}</p>
      <div className="button-row">
        {showable && (
          <Button busy={show.busy} onClick={() => void show.run()}>
            {t('steps.showAlone')}
          </Button>
        )}
        {mine.open && <Button onClick={() => setChanging(true)}>{t('steps.ownWords')}</Button>}
        <Button tone="quiet" busy={remove.busy} onClick={() => void remove.run()}>
          {t('steps.takeBack')}
        </Button>
      </div>
      <ProblemNote words={show.failure ?? remove.failure} />
    </div>
  );
}

function TakeBack({ step, onChanged }: ReflectionProps) {
  const call = useCall();
  const remove = useAction(async () =>
    onChanged(await call(removeReflection, { params: { stepId: step.id } })),
  );
  return (
    <>
      <Button tone="quiet" busy={remove.busy} onClick={() => void remove.run()}>
        {t('steps.takeBack')}
      </Button>
      <ProblemNote words={remove.failure} />
    </>
  );
}

/** Written apart, shown together: see the rule in the server's reflections/rules.ts. */
export function StepReflections({ step, onChanged }: ReflectionProps) {
  const me = useMe();
  const { reflections } = step;
  if (reflections === null) return null;
  const { shown, mine, open } = reflections;
  const mineShown = shown.some(({ person }) => person.id === me.id);
  return (
    <>
      {shown.length > 0 && <Shown shown={shown} />}
      {mineShown && <TakeBack step={step} onChanged={onChanged} />}
      {!mineShown && mine !== null && <Kept step={step} mine={reflections} onChanged={onChanged} />}
      {mine === null && open && <Write step={step} onChanged={onChanged} />}
      {mine === null && !open && shown.length === 0 && <p className="soft">{t('steps.reflectionNever')}</p>}
    </>
  );
}

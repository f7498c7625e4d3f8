import {
  deleteThanks,
  hideThanks,
  showThanks,
  type ReceivedThanks,
  type ThanksAudience,
} from '@footbridge/contract/thanks.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { ConfirmDialog } from '../../kit/ui/Dialog.tsx';
import { ChoiceField } from '../../kit/ui/form/Choice.tsx';
import { SelectField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { ThanksText } from './ThanksText.tsx';
import './thanks.css';

interface ReceivedProps {
  thanks: ReceivedThanks;
  onChanged: () => void;
}

/** In words: where it stands now. */
function standing({ decision, from, shownIn }: ReceivedThanks): string {
  if (decision === 'us') return t('thanks.isUs', from);
  if (decision === 'space') return t('thanks.isSpace', { space: shownIn?.name ?? '' });
  if (decision === 'card') return t('thanks.isCard');
  return decision === 'hidden' ? t('thanks.isHidden') : t('thanks.isOpen');
}

function optionsOf({ from, spaces }: ReceivedThanks) {
  return [
    { value: 'us' as const, label: t('thanks.showUs', from) },
    ...(spaces.length === 0 ? [] : [{ value: 'space' as const, label: t('thanks.showSpace') }]),
    { value: 'card' as const, label: t('thanks.showCard') },
    { value: 'hidden' as const, label: t('thanks.showHidden') },
  ];
}

function Decide({ thanks, onDone }: { thanks: ReceivedThanks; onDone: () => void }) {
  const call = useCall();
  const [audience, setAudience] = useState<ThanksAudience | 'hidden'>(thanks.decision ?? 'us');
  const params = { thanksId: thanks.id };
  const decide = useAction(async (text: FormText) => {
    if (audience === 'hidden') await call(hideThanks, { params });
    else {
      const spaceId = audience === 'space' ? { spaceId: text('spaceId') } : {};
      await call(showThanks, { params, body: { audience, ...spaceId } });
    }
    onDone();
  });
  return (
    <Form action={decide} submit={t('thanks.decide')} className="form thanks-decide">
      <ChoiceField
        legend={t('thanks.show')}
        name="audience"
        options={optionsOf(thanks)}
        value={audience}
        onChoose={setAudience}
      />
      {audience === 'space' && (
        <SelectField
          label={t('thanks.whichSpace')}
          name="spaceId"
          defaultValue={thanks.shownIn?.id ?? thanks.spaces[0]?.id ?? ''}
          options={thanks.spaces.map(({ id, name }) => [id, name] as const)}
        />
      )}
      <p className="soft small">{t('thanks.showHint', thanks.from)}</p>
    </Form>
  );
}

function Delete({
  thanks,
  onClose,
  onDone,
}: {
  thanks: ReceivedThanks;
  onClose: () => void;
  onDone: () => void;
}) {
  const call = useCall();
  const remove = useAction(async () => {
    await call(deleteThanks, { params: { thanksId: thanks.id } });
    onDone();
  });
  return (
    <ConfirmDialog
      title={t('thanks.deleteTitle')}
      action={t('thanks.deleteDo')}
      danger
      busy={remove.busy}
      failure={remove.failure}
      onConfirm={() => void remove.run()}
      onClose={onClose}
    >
      <p>{t('thanks.deleteWords', thanks.from)}</p>
    </ConfirmDialog>
  );
}

function Received({ thanks, onChanged }: ReceivedProps) {
  const [doing, setDoing] = useState<'deciding' | 'deleting' | null>(
    thanks.decision === null ? 'deciding' : null,
  );
  const done = () => {
    setDoing(null);
    onChanged();
  };
  return (
    <li>
      <ThanksText thanks={thanks}>
        <p className="small thanks-standing">{standing(thanks)}</p>
        {doing === 'deciding' && <Decide thanks={thanks} onDone={done} />}
        <div className="button-row">
          {doing !== 'deciding' && <Button onClick={() => setDoing('deciding')}>{t('thanks.change')}</Button>}
          <Button tone="quiet" onClick={() => setDoing('deleting')}>
            {t('thanks.delete')}
          </Button>
        </div>
        {doing === 'deleting' && <Delete thanks={thanks} onClose={() => setDoing(null)} onDone={done} />}
      </ThanksText>
    </li>
  );
}

/** What I was thanked for, and what I decide about each. */
export function ReceivedList({ thanks, onChanged }: { thanks: ReceivedThanks[]; onChanged: () => void }) {
  if (thanks.length === 0) {
    return (
      <p className="soft">
        {t('thanks.receivedNone')}. {t('thanks.receivedNoneWords')}
      </p>
    );
  }
  return (
    <ul className="plain thanks-list">
      {thanks.map((one) => (
        <Received key={one.id} thanks={one} onChanged={onChanged} />
      ))}
    </ul>
  );
}

import { STORY_REASON_MAX, type Parking } from '@footbridge/contract/stories.ts';
import type { ReactNode } from 'react';
import { useAction } from '../../kit/api/useAction.ts';
import { t } from '../../kit/text/t.ts';
import { TextArea } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';

interface ParkFormProps {
  parking: Parking | undefined;
  submit: string;
  beside?: ReactNode;
  onPark: (reasons: { reason: string; reviveIf: string }) => Promise<void>;
}

/** Why a plan stops, and what could bring it back. */
export function ParkForm({ parking, submit, beside, onPark }: ParkFormProps) {
  const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ');
  const park = useAction((text: FormText) =>
    onPark({ reason: oneLine(text('reason')), reviveIf: oneLine(text('reviveIf')) }),
  );
  return (
    <Form action={park} submit={submit} beside={beside} tone="plain">
      <TextArea
        label={t('stories.reason')}
        hint={t('stories.reasonHint')}
        name="reason"
        rows={2}
        defaultValue={parking?.reason ?? ''}
        maxLength={STORY_REASON_MAX}
        required
      />
      <TextArea
        label={t('stories.reviveIf')}
        name="reviveIf"
        rows={2}
        defaultValue={parking?.reviveIf ?? ''}
        maxLength={STORY_REASON_MAX}
      />
    </Form>
  );
}

import { listOrganisations } from '@footbridge/contract/organisations.ts';
import { publishStory, type Story, type StoryAudience } from '@footbridge/contract/stories.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { Dialog } from '../../kit/ui/Dialog.tsx';
import { CheckField, ChoiceField } from '../../kit/ui/form/Choice.tsx';
import { LoadedView, ProblemNote } from '../../kit/ui/Problem.tsx';
import { namesOf } from './rules.ts';

interface Circle {
  audience: StoryAudience;
  organisations: { id: string; name: string }[];
}

function Organisations({
  chosen,
  onChoose,
}: {
  chosen: Circle['organisations'];
  onChoose: (ids: Circle['organisations']) => void;
}) {
  const call = useCall();
  const loaded = useLoad((signal) => call(listOrganisations, { signal }), []);
  return (
    <fieldset className="field">
      <legend>{t('stories.organisations')}</legend>
      <LoadedView loaded={loaded} lines={3}>
        {({ organisations }) =>
          organisations.map(({ id, name }) => (
            <CheckField
              key={id}
              label={name}
              checked={chosen.some((one) => one.id === id)}
              onChange={(event) =>
                onChoose(
                  event.target.checked ? [...chosen, { id, name }] : chosen.filter((one) => one.id !== id),
                )
              }
            />
          ))
        }
      </LoadedView>
    </fieldset>
  );
}

function confirmation({ audience, organisations }: Circle, space: string): string {
  if (audience === 'space') return t('stories.confirmSpace', { space });
  return audience === 'everyone'
    ? t('stories.confirmEveryone', { space })
    : t('stories.confirmOrganisations', { organisations: namesOf(organisations), space });
}

interface PublishProps {
  story: Story;
  onPublished: (story: Story) => void;
  onClose: () => void;
}

/** First who is to read it, then in words who will: nothing is published before that was on the screen. */
export function PublishStory({ story, onPublished, onClose }: PublishProps) {
  const call = useCall();
  const space = story.space?.name || t('stories.thisTalk');
  const [circle, setCircle] = useState<Circle>({
    audience: story.publication?.audience ?? 'space',
    organisations: story.publication?.organisations ?? [],
  });
  const [sure, setSure] = useState(false);
  const publish = useAction(async () => {
    const organisationIds =
      circle.audience === 'organisations' ? circle.organisations.map(({ id }) => id) : [];
    onPublished(
      await call(publishStory, {
        params: { storyId: story.id },
        body: { audience: circle.audience, organisationIds, version: story.editing?.version ?? 0 },
      }),
    );
  });
  const incomplete = circle.audience === 'organisations' && circle.organisations.length === 0;
  if (sure) {
    return (
      <Dialog title={t('stories.confirm')} onClose={onClose}>
        <div className="dialog-words">
          <p>
            <b>{confirmation(circle, space)}</b>
          </p>
          <p>{t('stories.confirmNames')}</p>
        </div>
        <ProblemNote words={publish.failure} />
        <footer className="button-row">
          <Button tone="primary" busy={publish.busy} onClick={() => void publish.run()}>
            {t('stories.publishDo')}
          </Button>
          <Button tone="quiet" onClick={() => setSure(false)}>
            {t('stories.back')}
          </Button>
        </footer>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('stories.publish')} onClose={onClose}>
      <ChoiceField
        legend={t('stories.who')}
        name="audience"
        value={circle.audience}
        onChoose={(audience) => setCircle({ ...circle, audience })}
        options={[
          { value: 'space', label: t('stories.toSpace', { space }), hint: t('stories.spaceHint') },
          { value: 'organisations', label: t('stories.toOrganisations') },
          { value: 'everyone', label: t('stories.toEveryone'), hint: t('stories.everyoneHint') },
        ]}
      />
      {circle.audience === 'organisations' && (
        <Organisations
          chosen={circle.organisations}
          onChoose={(organisations) => setCircle({ ...circle, organisations })}
        />
      )}
      <footer className="button-row">
        <Button tone="primary" disabled={incomplete} onClick={() => setSure(true)}>
          {t('stories.next')}
        </Button>
        <Button tone="quiet" onClick={onClose}>
          {t('kit.cancel')}
        </Button>
      </footer>
    </Dialog>
  );
}

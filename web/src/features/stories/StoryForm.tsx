import {
  changeStory,
  STORY_CONTACTS_MAX,
  STORY_SOURCE_MAX,
  STORY_TITLE_MAX,
  type Story,
} from '@footbridge/contract/stories.ts';
import { listMembers, type Member } from '@footbridge/contract/spaces.ts';
import { useState } from 'react';
import { useCall } from '../../kit/api/CallContext.tsx';
import { ProblemError } from '../../kit/api/problemError.ts';
import { useAction } from '../../kit/api/useAction.ts';
import { useLoad } from '../../kit/api/useLoad.ts';
import { t } from '../../kit/text/t.ts';
import { Button } from '../../kit/ui/Button.tsx';
import { CheckField } from '../../kit/ui/form/Choice.tsx';
import { TextArea, TextField } from '../../kit/ui/form/Field.tsx';
import { Form, type FormText } from '../../kit/ui/form/Form.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';
import { StoryText } from './StoryText.tsx';
import './stories.css';

interface StoryFormProps {
  /** As it is now; a newer one may come while the form is open. */
  story: Story;
  onSaved: (story: Story) => void;
  onCancel: () => void;
  /** Somebody else saved meanwhile: `story` is out of date. */
  onOvertaken: () => void;
}

interface ChooseProps {
  spaceId: string;
  chosen: readonly string[];
  onChoose: (ids: string[]) => void;
}

function ContactChoice({ spaceId, chosen, onChoose }: ChooseProps) {
  const call = useCall();
  const loaded = useLoad((signal) => call(listMembers, { params: { spaceId }, signal }), [spaceId]);
  const toggle = (id: string, on: boolean) =>
    onChoose(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  const choosable = (members: Member[]) => members.filter(({ person }) => person.kind === 'person');
  return (
    <fieldset className="field">
      <legend>{t('stories.contacts')}</legend>
      <p className="soft small">{t('stories.contactsHint')}</p>
      <LoadedView loaded={loaded} lines={3}>
        {({ members }) =>
          choosable(members).map(({ person }) => (
            <CheckField
              key={person.id}
              label={`${person.name}, ${person.organisation.name}`}
              checked={chosen.includes(person.id)}
              disabled={!chosen.includes(person.id) && chosen.length >= STORY_CONTACTS_MAX}
              onChange={(event) => toggle(person.id, event.target.checked)}
            />
          ))
        }
      </LoadedView>
    </fieldset>
  );
}

/**
 * Writes on from the version that the writer has seen. When somebody else was faster, their text is shown above; saving again then goes
 * out from it.
 */
export function StoryForm({ story, onSaved, onCancel, onOvertaken }: StoryFormProps) {
  const call = useCall();
  const [begunWith] = useState(story);
  const [contactIds, setContactIds] = useState(story.contacts.map(({ person }) => person.id));
  const version = story.editing?.version ?? 0;
  const save = useAction(async (text: FormText) => {
    try {
      onSaved(
        await call(changeStory, {
          params: { storyId: story.id },
          body: { title: text('title'), source: text('source'), contactIds, fromVersion: version },
        }),
      );
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'storyChanged') onOvertaken();
      throw error;
    }
  });
  return (
    <>
      {version !== begunWith.editing?.version && (
        <section className="story-between">
          <h2>{t('stories.between')}</h2>
          <p className="soft small">{t('stories.betweenWords')}</p>
          <StoryText body={story.body} />
        </section>
      )}
      <Form
        action={save}
        submit={t('stories.save')}
        beside={
          <Button tone="quiet" onClick={onCancel}>
            {t('kit.cancel')}
          </Button>
        }
      >
        <TextField
          label={t('stories.title')}
          name="title"
          defaultValue={begunWith.title}
          maxLength={STORY_TITLE_MAX}
          required
        />
        <TextArea
          label={t('stories.source')}
          hint={t('stories.sourceHint')}
          name="source"
          defaultValue={begunWith.editing?.source ?? ''}
          maxLength={STORY_SOURCE_MAX}
          rows={22}
          required
        />
        {story.space && (
          <ContactChoice spaceId={story.space.id} chosen={contactIds} onChoose={setContactIds} />
        )}
      </Form>
    </>
  );
}

import { listStories, type StoryKind } from '@footbridge/contract/stories.ts';
import { useSearchParams } from 'wouter';
import { StoryRows } from '../../features/stories/StoryRows.tsx';
import { useCall } from '../../kit/api/CallContext.tsx';
import { useLoad } from '../../kit/api/useLoad.ts';
import { useHeard } from '../../kit/live/LiveContext.tsx';
import { t } from '../../kit/text/t.ts';
import { Button, ButtonLink } from '../../kit/ui/Button.tsx';
import { EmptyState } from '../../kit/ui/EmptyState.tsx';
import { SelectField, TextField } from '../../kit/ui/form/Field.tsx';
import { Page } from '../../kit/ui/page/Page.tsx';
import { LoadedView } from '../../kit/ui/Problem.tsx';

const kinds = () =>
  [
    ['', t('stories.all')],
    ['story', t('stories.stories')],
    ['plan', t('stories.plans')],
  ] as const;

/** Stories and parked plans that I may read; the words and the kind stand in the address. */
export function StoriesPage() {
  const call = useCall();
  const [params, setParams] = useSearchParams();
  const words = params.get('words') ?? '';
  const asked = params.get('kind');
  const kind: StoryKind | null = asked === 'story' || asked === 'plan' ? asked : null;
  const query = { ...(words === '' ? {} : { words }), ...(kind === null ? {} : { kind }) };
  const loaded = useLoad((signal) => call(listStories, { query, signal }), [words, kind]);
  useHeard(['storyChanged'], loaded.reload);
  const find = (form: FormData) => {
    const found = { words: form.get('words'), kind: form.get('kind') };
    setParams(
      Object.entries(found).flatMap(([name, value]) =>
        typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
      ),
    );
  };
  return (
    <Page
      title={t('stories.stories')}
      actions={<ButtonLink href="/thanks/week">{t('thanks.goodWork')}</ButtonLink>}
    >
      <p className="soft story-intro">{t('stories.words')}</p>
      <search>
        <form
          key={`${words} ${kind}`}
          className="story-find"
          onSubmit={(event) => {
            event.preventDefault();
            find(new FormData(event.currentTarget));
          }}
        >
          <TextField
            label={t('stories.find')}
            type="search"
            name="words"
            defaultValue={words}
            maxLength={200}
          />
          <Button submit>{t('stories.findDo')}</Button>
          <SelectField label={t('stories.kind')} name="kind" defaultValue={kind ?? ''} options={kinds()} />
        </form>
      </search>
      <LoadedView loaded={loaded} lines={6}>
        {({ stories }) =>
          stories.length > 0 ? (
            <StoryRows stories={stories} />
          ) : words === '' && kind === null ? (
            <EmptyState title={t('stories.none')}>{t('stories.noneWords')}</EmptyState>
          ) : (
            <EmptyState title={t('stories.noneFound')}>{t('stories.noneFoundWords')}</EmptyState>
          )
        }
      </LoadedView>
    </Page>
  );
}

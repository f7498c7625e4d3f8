import { SEARCH_TEXT_MAX, search, type SearchReply } from '@footbridge/contract/search.ts';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { ASKED_AFTER_MS, joined, withWord } from '../features/search/rules.ts';
import { SearchHelp } from '../features/search/SearchHelp.tsx';
import { SearchResults } from '../features/search/SearchResults.tsx';
import { useCall } from '../kit/api/CallContext.tsx';
import { useAction } from '../kit/api/useAction.ts';
import { useLoad } from '../kit/api/useLoad.ts';
import { t } from '../kit/text/t.ts';
import { useAnnouncer } from '../kit/ui/Announcer.tsx';
import { Button } from '../kit/ui/Button.tsx';
import { Page } from '../kit/ui/page/Page.tsx';
import { LoadedView, ProblemNote } from '../kit/ui/Problem.tsx';

function Results({ text, first }: { text: string; first: SearchReply }) {
  const call = useCall();
  const { announce } = useAnnouncer();
  const [more, setMore] = useState<readonly SearchReply[]>([]);
  const found = joined([first, ...more]) ?? first;
  const goOn = useAction(async () => {
    const { next } = found;
    if (next === null) return;
    const page = await call(search, { query: { text, next } });
    setMore((pages) => [...pages, page]);
  });
  useEffect(() => {
    const { people, spaces, messages } = first;
    announce(t('search.found', { people: people.length, spaces: spaces.length, messages: messages.length }));
  }, [first, announce]);

  return (
    <>
      <SearchResults {...found} />
      <ProblemNote words={goOn.failure} />
      {found.next !== null && (
        <Button className="more" busy={goOn.busy} onClick={() => void goOn.run()}>
          {t('search.more')}
        </Button>
      )}
    </>
  );
}

/** One box for people, spaces and messages. The address is the search, so that it can be kept and sent. */
export function SearchPage() {
  const call = useCall();
  const [query, setQuery] = useSearchParams();
  const asked = (query.get('text') ?? '').trim().slice(0, SEARCH_TEXT_MAX);
  const [text, setText] = useState(asked);
  const box = useRef<HTMLInputElement>(null);
  const loaded = useLoad(
    async (signal) => (asked === '' ? null : call(search, { query: { text: asked }, signal })),
    [asked],
  );
  useEffect(() => box.current?.focus(), []);
  useEffect(() => {
    if (text.trim() === asked) return undefined;
    const timer = setTimeout(
      () => setQuery(text.trim() === '' ? {} : { text: text.trim() }, { replace: true }),
      ASKED_AFTER_MS,
    );
    return () => clearTimeout(timer);
  }, [text, asked, setQuery]);

  return (
    <Page title={t('search.search')}>
      <search>
        <input
          ref={box}
          type="search"
          className="input search-box"
          value={text}
          maxLength={SEARCH_TEXT_MAX}
          placeholder={t('search.box')}
          aria-label={t('search.box')}
          onChange={(event) => setText(event.target.value)}
        />
      </search>
      <SearchHelp
        open={asked === ''}
        onUse={(example) => {
          setText(withWord(text, example));
          box.current?.focus();
        }}
      />
      {asked !== '' && (
        <LoadedView loaded={loaded} lines={6}>
          {(first) => first && <Results key={asked} text={asked} first={first} />}
        </LoadedView>
      )}
    </Page>
  );
}

import type { Message } from '@footbridge/contract/chat.ts';
import { plainText } from '@footbridge/contract/kit/plainText.ts';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../../kit/text/t.ts';

const FIRST_WORDS = 80;
const KEPT = 5;

function inWords({ author, body }: Message): string {
  const text = plainText(body).replaceAll(/\s+/g, ' ');
  const words = text.length > FIRST_WORDS ? `${text.slice(0, FIRST_WORDS)} …` : text;
  return t('chat.said', { name: author.name, organisation: author.organisation.name, words });
}

/**
 * Reads new messages of others out, politely. The list itself cannot be the live region: it draws and drops rows while one scrolls,
 * and each would be read as new. `messages` is null while the newest are not loaded.
 */
export function SaidAloud({ messages, myId }: { messages: readonly Message[] | null; myId: string }) {
  const [said, setSaid] = useState<readonly Message[]>([]);
  const newest = messages?.at(-1)?.seq ?? 0;
  const heard = useRef<number | null>(null);

  useEffect(() => {
    const last = heard.current;
    heard.current = messages && Math.max(newest, last ?? 0);
    // What was there when the newest came into view was not said just now.
    if (!messages || last === null || newest <= last) return;
    const come = messages.filter(({ seq, author, removed }) => seq > last && author.id !== myId && !removed);
    if (come.length > 0) setSaid((before) => [...before, ...come].slice(-KEPT));
  }, [newest, messages, myId]);

  return (
    <div role="log" aria-live="polite" aria-label={t('chat.newMessages')} className="unseen">
      {said.map((message) => (
        <p key={message.id}>{inWords(message)}</p>
      ))}
    </div>
  );
}

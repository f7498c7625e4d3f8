import type { MouseEvent } from 'react';
import { Link } from 'wouter';

interface MentionProps {
  href: string;
  /** The name with its sign. */
  words: string;
  isMe: boolean;
  onFollow: (event: MouseEvent) => void;
}

export function Mention({ href, words, isMe, onFollow }: MentionProps) {
  return (
    <Link href={href} className="text-mention" data-me={isMe || undefined} onClick={onFollow}>
      {words}
    </Link>
  );
}

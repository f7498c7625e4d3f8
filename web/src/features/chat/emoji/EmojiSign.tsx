import './emoji.css';

/** An emoji, or the name of a custom one whose picture is not here. */
export function EmojiSign({ emoji }: { emoji: string }) {
  return <span className={emoji.startsWith(':') ? 'emoji-name' : 'emoji-sign'}>{emoji}</span>;
}

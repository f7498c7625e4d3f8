import type { RichText as Tree } from '@footbridge/contract/kit/richtext.ts';
import { RichText } from '../../kit/text/RichText.tsx';
import './stories.css';

/** Set to be read: the heading of the page is above it. */
export function StoryText({ body }: { body: Tree }) {
  return (
    <div className="story-text">
      <RichText body={body} topHeading={1} />
    </div>
  );
}

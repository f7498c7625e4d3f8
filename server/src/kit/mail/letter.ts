import { html } from './html.ts';

/** What a mail says, part by part; each part is plain text. */
export interface Letter {
  greeting: string;
  paragraphs: string[];
  /** The one thing to do. */
  action: { label: string; url: string };
  closing: string;
}

/** Both forms of a mail from one description, so that they cannot say different things. No image, style sheet or anything to load. */
export function letter(parts: Letter): { text: string; html: string } {
  const { greeting, paragraphs, action, closing } = parts;
  return {
    text: [greeting, ...paragraphs, `${action.label}:\n${action.url}`, closing, ''].join('\n\n'),
    html: html`<!doctype html>
      <html lang="en">
        <body
          style="font-family: sans-serif; line-height: 1.5; max-width: 36em; margin: 1em auto; padding: 0 1em"
        >
          <p>${greeting}</p>
          ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
          <p><a href="${action.url}">${action.label}</a></p>
          <p style="word-break: break-all">${action.url}</p>
          <p>${closing}</p>
        </body>
      </html> `.text,
  };
}

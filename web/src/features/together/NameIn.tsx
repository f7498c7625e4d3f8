import type { PersonRef } from '@footbridge/contract/people.ts';
import { PersonName } from '../people/PersonName.tsx';

interface NameInProps {
  /** A sentence with the placeholder where the name goes, wherever the language puts it. */
  words: string;
  placeholder: string;
  person: PersonRef;
  link?: boolean;
}

/** A sentence about somebody, in which they are named with their organisation as everywhere. */
export function NameIn({ words, placeholder, person, link = false }: NameInProps) {
  const [before = '', after = ''] = words.split(placeholder, 2);
  return (
    <span className="name-in">
      {before}
      <PersonName person={person} link={link} />
      {after}
    </span>
  );
}

import type { RosterChannel } from '../roster/parse.ts';

/** A space that a conversation of the archive becomes, or has become before. */
export interface PlannedSpace {
  id: string;
  isNew: boolean;
  /** Its ids in the archive that lead to this space and are not written down yet. */
  newRefs: string[];
  externalId: string;
  /** As in the archive, for reports. */
  label: string;
  name: string;
  kind: 'working' | 'direct';
  reach: 'organisation' | 'shared';
  directKey: string | null;
  /** Its entry in the lists; undefined where there is only a folder. */
  channel: RosterChannel | undefined;
  /** Folder in the archive; undefined where nothing was said. */
  folder: string | undefined;
}

/** The same people always meet in the same direct space. */
export const directKey = (personIds: string[]): string => [...new Set(personIds)].toSorted().join(' ');

/** Of somebody who comes and goes: from which place to which. */
export interface Interval {
  personId: string;
  fromSeq: number;
  joinedMicros: number;
  toSeq: number | null;
  leftMicros: number | null;
}

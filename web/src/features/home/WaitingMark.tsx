import type { WaitingKind } from '@footbridge/contract/home.ts';
import {
  CalendarClock,
  Signature,
  Footprints,
  Handshake,
  Heart,
  type LucideIcon,
  LifeBuoy,
  MessageCircleQuestionMark,
  ScrollText,
} from 'lucide-react';

const ICONS: Record<WaitingKind, LucideIcon> = {
  roundAnswer: MessageCircleQuestionMark,
  roundOutcome: MessageCircleQuestionMark,
  stepProposed: Footprints,
  stepCheckIn: Footprints,
  stepReflection: Footprints,
  agreementSignature: Signature,
  policyAcceptance: ScrollText,
  charterAcceptance: ScrollText,
  normProposal: ScrollText,
  thanksReceived: Heart,
  goodWorkNamed: Handshake,
  pairingOffered: CalendarClock,
  caseStage: LifeBuoy,
};

/** Stands where a face would, for what no single person asks. */
export function WaitingMark({ kind }: { kind: WaitingKind }) {
  const Icon = ICONS[kind];
  return (
    <span className="face waiting-mark">
      <Icon aria-hidden="true" />
    </span>
  );
}

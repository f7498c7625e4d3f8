import type { Policy, PolicyVersion } from '@footbridge/contract/policies.ts';

/** The version a reader is to compare the newest with: the one they accepted, or the one before. */
export function comparedWith(policy: Policy, versions: readonly PolicyVersion[]): PolicyVersion | undefined {
  const accepted = policy.accepted?.version;
  if (accepted !== undefined && accepted < policy.version) {
    return versions.find(({ version }) => version === accepted);
  }
  return undefined;
}

export const beforeIt = (
  version: PolicyVersion,
  versions: readonly PolicyVersion[],
): PolicyVersion | undefined => versions.find((other) => other.version === version.version - 1);

import type { Capture, EvidencePlace, PortalConfiguration, Severity, SkipReason } from '../../model/index.ts';
import type { Deployment } from '../rule.ts';

/** A rule with one case that it complains about and one, as near to it as can be, that it lets pass. */
export interface RuleExample {
  readonly rule: string;
  readonly fails: () => FailingCase | Promise<FailingCase>;
  readonly passes: () => ExampleCase | Promise<ExampleCase>;
  /** A case in which the rule cannot tell, for want of anything but the portal configuration. */
  readonly skips?: () => SkippedCase | Promise<SkippedCase>;
}

/** The last flow of the capture is the one in question. */
export interface ExampleCase {
  readonly capture: Capture;
  readonly portal?: PortalConfiguration;
  readonly certificates?: readonly string[];
  readonly deployment?: Partial<Deployment>;
  /** Milliseconds since 1970 UTC. */
  readonly now?: number;
}

export interface FailingCase extends ExampleCase {
  /** The whole evidence of the finding, in order. */
  readonly evidence: readonly [ExpectedEvidence, ...ExpectedEvidence[]];
  /** Where it is not that of the rule. */
  readonly severity?: Severity;
}

export interface SkippedCase extends ExampleCase {
  readonly reason: SkipReason;
}

export interface ExpectedEvidence extends EvidencePlace {
  /** Absent when the finding is about something that is not there. */
  readonly actual?: string;
}

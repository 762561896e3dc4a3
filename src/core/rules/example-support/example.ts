import type { Capture, EvidencePlace, PortalConfiguration } from '../../model/index.ts';
import type { Deployment } from '../rule.ts';

/** A rule with one case that it complains about and one, as near to it as can be, that it lets pass. */
export interface RuleExample {
  readonly rule: string;
  readonly fails: () => FailingCase;
  readonly passes: () => ExampleCase;
}

export interface ExampleCase {
  readonly capture: Capture;
  readonly portal?: PortalConfiguration;
  readonly deployment?: Partial<Deployment>;
}

export interface FailingCase extends ExampleCase {
  /** The whole evidence of the finding, in order. */
  readonly evidence: readonly [ExpectedEvidence, ...ExpectedEvidence[]];
}

export interface ExpectedEvidence extends EvidencePlace {
  /** Absent when the finding is about something that is not there. */
  readonly actual?: string;
}

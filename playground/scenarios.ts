import type { Scenario } from './scenario.ts';
import { OIDC_SCENARIOS } from './scenarios-oidc.ts';
import { SAML_SCENARIOS } from './scenarios-saml.ts';

export type { Expected, Scenario, Step } from './scenario.ts';

/** In the order of the scenario page. */
export const SCENARIOS: readonly Scenario[] = [...OIDC_SCENARIOS, ...SAML_SCENARIOS];

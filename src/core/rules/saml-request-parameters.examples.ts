import type { PortalConfiguration } from '../model/index.ts';
import {
  authnRequest,
  type ExampleCase,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlPost,
  samlRedirectUrl,
  type Values,
} from './example-support/index.ts';

function asking(parameters: Values, portal?: PortalConfiguration): ExampleCase {
  const capture = requestCapture(samlRedirectUrl(authnRequest(), parameters));
  return { capture, ...(portal !== undefined && { portal: { issuer: SAML_ISSUER, ...portal } }) };
}

function posting(query: string, fields: Values): ExampleCase {
  const request = samlPost(authnRequest(), fields);
  return { capture: requestCapture({ ...request, url: request.url + query }) };
}

const prompt = { part: 'query', name: 'prompt' } as const;

export const samlRequestParametersExamples: readonly RuleExample[] = [
  {
    rule: 'saml-prompt-create-ignored',
    fails: () => ({
      ...asking({ prompt: 'create' }, {}),
      evidence: [{ ...prompt, actual: 'create' }],
    }),
    passes: () => asking({ prompt: 'create' }, { create_prompt_allowed: true }),
  },
  {
    rule: 'saml-prompt-other-ignored',
    fails: () => ({ ...asking({ prompt: 'login' }), evidence: [{ ...prompt, actual: 'login' }] }),
    passes: () => asking({ prompt: 'create' }),
  },
  {
    // Of the query and the form of a posted request the query wins.
    rule: 'saml-prompt-other-ignored',
    fails: () => ({
      ...posting('?prompt=login', { prompt: 'create' }),
      evidence: [{ ...prompt, actual: 'login' }],
    }),
    passes: () => posting('?prompt=create', { prompt: 'login' }),
  },
  {
    rule: 'saml-prompt-other-ignored',
    fails: () => ({
      ...posting('', { prompt: 'login' }),
      evidence: [{ ...prompt, part: 'body', actual: 'login' }],
    }),
    passes: () => posting('', { prompt: 'create' }),
  },
  {
    rule: 'saml-prompt-other-ignored',
    fails: () => ({ ...posting('?prompt=', {}), evidence: [{ ...prompt, actual: '' }] }),
    passes: () => posting('?prompt', {}),
  },
  {
    rule: 'saml-skip-encryption',
    fails: () => ({
      ...asking({ skip_encryption: 'true' }, {}),
      evidence: [{ part: 'query', name: 'skip_encryption', actual: 'true' }],
    }),
    passes: () => asking({}, {}),
  },
];

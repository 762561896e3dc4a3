import { addressOf } from '../login-gov/address.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { CURRENT_SAML_YEAR, FORMER_SAML_YEAR } from '../login-gov/saml-years.ts';
import type { Hop } from '../model/index.ts';
import { type LoginGovHop, loginGovHops } from './login-gov-hops.ts';
import type { Rule, RuleContext, Verdict } from './rule.ts';

/** Rules about the address of a SAML request to Login.gov. */

const SAML_PATH = /^\/api\/saml\/([a-z]+)(\d{4})?\/?$/;
/** Endpoints that need a year. */
const WITH_YEAR = ['auth', 'authpost', 'finalauthpost', 'logout', 'remotelogout', 'metadata'];
const METHODS = ['GET', 'HEAD', 'POST'];

interface SamlHop {
  readonly hop: Hop;
  readonly path: string;
  /** `auth`, `logout`, … */
  readonly name: string;
  readonly year?: string;
}

function samlHop({ hop }: LoginGovHop): SamlHop | undefined {
  if (!hop.url.includes('/api/saml/')) return undefined;
  const path = addressOf(hop.url)?.pathname ?? '';
  const [, name, year] = SAML_PATH.exec(path) ?? [];
  return name === undefined ? undefined : { hop, path, name, ...(year !== undefined && { year }) };
}

/** The first hop at a SAML endpoint of Login.gov for which the check says something. */
function firstOf({ flow }: RuleContext, check: (found: SamlHop) => Verdict): Verdict {
  for (const at of loginGovHops(flow)) {
    const found = samlHop(at);
    const verdict = found && check(found);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

function withCurrentYear({ hop, name }: SamlHop): string {
  return `${new URL(hop.url).origin}/api/saml/${name}${CURRENT_SAML_YEAR}`;
}

const at = { part: 'url', name: 'path' } as const;

export const samlEndpointRules: readonly Rule[] = [
  {
    id: 'saml-endpoint-year-missing',
    severity: 'error',
    title: 'SAML endpoint without year',
    docs: [DOCS.samlCertificateRotation],
    on: 'flow',
    check: (context) =>
      firstOf(context, (found) => {
        const { hop, path, name, year } = found;
        if (year !== undefined || !WITH_YEAR.includes(name)) return undefined;
        return {
          summary: `The address ${path} has no year at its end. Login.gov answers with the plain text "Invalid Year" (HTTP 400).`,
          fix: `Put the year of the current signing certificate at the end of the address: ${CURRENT_SAML_YEAR}.`,
          values: [{ label: 'Endpoint', value: withCurrentYear(found) }],
          evidence: [{ hop: hop.id, at, actual: path, expected: `/api/saml/${name}${CURRENT_SAML_YEAR}` }],
        };
      }),
  },
  {
    id: 'saml-endpoint-year-unsupported',
    severity: 'error',
    title: 'SAML endpoint year not configured',
    docs: [DOCS.samlCertificateRotation],
    on: 'flow',
    check: (context) =>
      firstOf(context, (found) => {
        const { hop, path, name, year } = found;
        if (year === undefined || year === CURRENT_SAML_YEAR || year === FORMER_SAML_YEAR) return undefined;
        return {
          summary: `Login.gov serves no SAML endpoint of ${year} and answers that the page does not exist (HTTP 404). Some examples of its documentation still show old years.`,
          fix: `Use the endpoint of ${CURRENT_SAML_YEAR}, and its signing certificate.`,
          values: [{ label: 'Endpoint', value: withCurrentYear(found) }],
          evidence: [{ hop: hop.id, at, actual: path, expected: `/api/saml/${name}${CURRENT_SAML_YEAR}` }],
        };
      }),
  },
  {
    id: 'saml-endpoint-year-superseded',
    severity: 'warning',
    title: "Last year's SAML endpoint",
    docs: [DOCS.samlCertificateRotation],
    on: 'flow',
    check: (context) =>
      firstOf(context, (found) => {
        const { hop, path, name, year } = found;
        if (year !== FORMER_SAML_YEAR) return undefined;
        return {
          summary: `The endpoint of ${year} works only while Login.gov still has that year configured; the certificate that signs there expired on April 1, ${CURRENT_SAML_YEAR}.`,
          fix: `Change to the endpoint of ${CURRENT_SAML_YEAR}, and to its signing certificate, at the same time.`,
          values: [{ label: 'Endpoint', value: withCurrentYear(found) }],
          evidence: [{ hop: hop.id, at, actual: path, expected: `/api/saml/${name}${CURRENT_SAML_YEAR}` }],
        };
      }),
  },
  {
    id: 'saml-internal-endpoint',
    severity: 'info',
    title: 'IdP-internal SAML hop',
    docs: [DOCS.samlAuthenticationRequest],
    on: 'flow',
    check: (context) =>
      firstOf(context, ({ hop, path, name }) => {
        if (name !== 'authpost' && name !== 'finalauthpost' && name !== 'complete') return undefined;
        return {
          summary: `Login.gov itself makes the request to ${path} on the way through its pages: it is no request of the application and says nothing new.`,
          fix: 'Look at the request to the auth endpoint before it.',
          evidence: [{ hop: hop.id, at, actual: path }],
        };
      }),
  },
  {
    id: 'saml-auth-method-unsupported',
    severity: 'error',
    title: 'Unsupported HTTP method',
    docs: [DOCS.samlAuthenticationRequest],
    on: 'flow',
    check: (context) =>
      firstOf(context, ({ hop, name, year }) => {
        const { method } = hop;
        if (name !== 'auth' || year === undefined || method === undefined || METHODS.includes(method))
          return undefined;
        return {
          summary: `The SAML endpoint was called with ${method}. Login.gov answers that the page does not exist (HTTP 404).`,
          fix: 'Send the AuthnRequest with GET (redirect binding) or POST (POST binding).',
          evidence: [
            { hop: hop.id, at: { part: 'url', name: 'method' }, actual: method, expected: 'GET or POST' },
          ],
        };
      }),
  },
];

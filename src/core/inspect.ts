import { choosePortal } from './choose-portal.ts';
import { type JudgedNavigations, judgeFormActions } from './csp/judge-navigations.ts';
import { isBlank } from './decode/blank.ts';
import { type DecodedFlow, decodeFlow, decodeMessages } from './decode/messages.ts';
import { parameter } from './decode/parameters.ts';
import { CaptureHistory, clientOf } from './history.ts';
import type {
  Capture,
  Flow,
  FlowInspection,
  Hop,
  Inspection,
  Message,
  PortalConfiguration,
  RecordedVerdicts,
} from './model/index.ts';
import { outcomeOf } from './outcome.ts';
import {
  mergeAssertions,
  mergeSignatures,
  recordedVerdicts,
  withoutRecorded,
  withoutUnusableCertificates,
} from './recorded-verdicts.ts';
import { askRules } from './rules/ask.ts';
import { RULES } from './rules/registry.ts';
import { DEFAULT_DEPLOYMENT, type Deployment, type RuleContext } from './rules/rule.ts';
import { treatmentsOf } from './treatment/index.ts';
import { verifyClientAssertions } from './verify-client-assertions.ts';
import { verifyCodeVerifiers } from './verify-pkce.ts';
import { verifySignatures } from './verify-signatures.ts';

export interface InspectOptions {
  /**
   * Without it, or where its issuer is another, the rules that need it are skipped, and listed as such. Where no
   * flow of the capture has its issuer, the rules about an unregistered client_id or Issuer compare with it.
   */
  readonly portal?: PortalConfiguration;
  /** Those of several applications: each flow is judged by that of its own, chosen by issuer. */
  readonly portals?: readonly PortalConfiguration[];
  /** PEM or base64 DER certificates to try beside those of the portal configuration. */
  readonly certificates?: readonly string[];
  /** Milliseconds since 1970 UTC, for rules about expiry; without it they are skipped. */
  readonly now?: number;
  /** Settings of the deployment of Login.gov; what is left out has the documented default. */
  readonly deployment?: Partial<Deployment>;
}

/**
 * Everything that can be said about a capture: messages decoded, signatures verified, form-action judged, every
 * rule of the registry asked. Never rejects for what is in the capture: a rule that throws is listed as crashed.
 */
export async function inspect(capture: Capture, options: InspectOptions = {}): Promise<Inspection> {
  const history = new CaptureHistory();
  const decoded = capture.flows.map((flow) => ({ flow, messages: decodeMessages(flow) }));
  for (const { flow, messages } of decoded) history.put(flow, messages);
  const flows: FlowInspection[] = [];
  for (const { flow, messages } of decoded) flows.push(await inspectFlow(flow, messages, history, options));
  return { flows };
}

/**
 * Inspects the flows of a capture that grows: each change costs as much as the flow it is about, whatever else
 * the capture holds; of a flow, navigations that keep their objects are not decoded and judged again.
 */
export interface Inspector {
  /** Adds a flow, or puts a newer state of it in the place of the former. */
  put(flow: Flow): void;
  remove(id: Flow['id']): void;
  /** Undefined for a flow that is not there. */
  inspect(id: Flow['id']): Promise<FlowInspection | undefined>;
  /** Other options from now on: what was inspected before is to be inspected again. */
  configure(options: InspectOptions): void;
}

export function createInspector(initial: InspectOptions = {}): Inspector {
  let options = initial;
  const history = new CaptureHistory();
  const decoded = new Map<Flow['id'], DecodedFlow>();
  const judged: JudgedNavigations = new WeakMap();
  return {
    put(flow) {
      const known = decodeFlow(flow, decoded.get(flow.id));
      decoded.set(flow.id, known);
      history.put(flow, known.messages);
    },
    remove(id) {
      decoded.delete(id);
      history.remove(id);
    },
    async inspect(id) {
      const known = decoded.get(id);
      return known && inspectFlow(known.flow, known.messages, history, options, judged);
    },
    configure(next) {
      options = next;
    },
  };
}

async function inspectFlow(
  flow: Flow,
  messages: readonly Message[],
  history: CaptureHistory,
  options: InspectOptions,
  judged?: JudgedNavigations,
): Promise<FlowInspection> {
  const formActions = judgeFormActions(flow, judged);
  const client = firstClient(messages);
  const recorded = recordedVerdicts(flow);
  const chosen = choosePortal(portalsOf(options), history, client);
  const portal = withoutUnusableCertificates(chosen, recorded, messages);
  const verifiable = withoutRecorded(messages, recorded);
  const signatures = mergeSignatures(
    await verifySignatures(verifiable, portal, options.certificates),
    recorded,
  );
  const hops = new Map(flow.navigations.flatMap(({ hops }) => hops.map((hop) => [hop.id, hop] as const)));
  const context: RuleContext = {
    flow,
    messages,
    formActions,
    signatures: new Map(signatures.map((signature) => [signature.hop, signature] as const)),
    codeVerifiers: await verifyCodeVerifiers(messages, history),
    clientAssertions: mergeAssertions(await verifyClientAssertions(verifiable, portal), recorded),
    history,
    ...portal,
    deployment: { ...DEFAULT_DEPLOYMENT, ...options.deployment },
    ...(options.now !== undefined && { now: options.now }),
    hop: (id) => hops.get(id),
  };
  const { findings, skipped } = askRules(RULES, context);
  const startedAt = flow.navigations[0]?.hops[0]?.time;
  return {
    id: flow.id,
    protocol: protocolOf(messages),
    ...(client !== undefined && { client: client.trim() }),
    ...(startedAt !== undefined && { startedAt }),
    outcome: outcomeOf(flow, messages, formActions),
    ...(flow.deployments !== undefined && { deployments: flow.deployments }),
    navigations: flow.navigations,
    messages,
    findings,
    skipped,
    treatments: treatmentsOf(context),
    signatures,
    formActions,
  };
}

/**
 * What verification gives for each signed request, by flow and hop, with the portal configuration that counts for
 * it: to be kept where the request itself is about to change. Verdicts that a capture holds already are among them.
 */
export async function verifyRequests(
  { flows }: Capture,
  options: InspectOptions = {},
): Promise<ReadonlyMap<Flow['id'], ReadonlyMap<Hop['id'], RecordedVerdicts>>> {
  const history = new CaptureHistory();
  const decoded = flows.map((flow) => ({ flow, messages: decodeMessages(flow) }));
  for (const { flow, messages } of decoded) history.put(flow, messages);
  const all = new Map<Flow['id'], Map<Hop['id'], RecordedVerdicts>>();
  for (const { flow, messages } of decoded) {
    const portal = choosePortal(portalsOf(options), history, firstClient(messages));
    const verdicts = new Map<Hop['id'], RecordedVerdicts>();
    const recorded = recordedVerdicts(flow);
    const verifiable = withoutRecorded(messages, recorded);
    for (const signature of await verifySignatures(verifiable, portal, options.certificates)) {
      verdicts.set(signature.hop, { signature });
    }
    for (const [hop, clientAssertion] of await verifyClientAssertions(verifiable, portal)) {
      verdicts.set(hop, { ...verdicts.get(hop), clientAssertion });
    }
    for (const message of messages) {
      // Signed, and with nothing to verify it by: that is not the same as unsigned.
      const isSigned =
        message.kind === 'oidc-token-request' && parameter(message.parameters, 'client_assertion');
      if (isSigned && !verdicts.has(message.hop)) verdicts.set(message.hop, {});
    }
    for (const [hop, verdict] of recorded) verdicts.set(hop, verdict);
    all.set(flow.id, verdicts);
  }
  return all;
}

function portalsOf({ portal, portals = [] }: InspectOptions): readonly PortalConfiguration[] {
  // Plain JavaScript may say null.
  return portal ? [portal, ...portals] : portals;
}

function protocolOf(messages: readonly Message[]): FlowInspection['protocol'] {
  const [first] = messages.filter(({ kind }) => kind !== 'error-page');
  return first === undefined ? 'unknown' : first.kind.startsWith('oidc') ? 'oidc' : 'saml';
}

function firstClient(messages: readonly Message[]): string | undefined {
  for (const message of messages) {
    const client = clientOf(message);
    if (client !== undefined && !isBlank(client)) return client;
  }
  return undefined;
}

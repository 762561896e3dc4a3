import { judgeFormActions } from './csp/judge-navigations.ts';
import { decodeMessages } from './decode/messages.ts';
import { parameter } from './decode/parameters.ts';
import type {
  Capture,
  Flow,
  FlowInspection,
  Inspection,
  Message,
  PortalConfiguration,
} from './model/index.ts';
import { outcomeOf } from './outcome.ts';
import { askRules } from './rules/ask.ts';
import { RULES } from './rules/registry.ts';
import { DEFAULT_DEPLOYMENT, type Deployment, type RuleContext } from './rules/rule.ts';

export interface InspectOptions {
  /** Without it, or where its issuer is another, the rules that need it are skipped, and listed as such. */
  readonly portal?: PortalConfiguration;
  /** Milliseconds since 1970 UTC, for rules about expiry; without it they are skipped. */
  readonly now?: number;
  readonly deployment?: Partial<Deployment>;
}

/**
 * Everything that can be said about a capture: messages decoded, form-action judged, every rule of the
 * registry asked. Never rejects for what is in the capture: a rule that throws is listed as crashed.
 */
export async function inspect(capture: Capture, options: InspectOptions = {}): Promise<Inspection> {
  return { flows: capture.flows.map((flow) => inspectFlow(flow, options)) };
}

function inspectFlow(flow: Flow, options: InspectOptions): FlowInspection {
  const messages = decodeMessages(flow);
  const formActions = judgeFormActions(flow);
  const client = clientOf(messages);
  const context: RuleContext = {
    flow,
    messages,
    formActions,
    ...portalOf(options, client),
    deployment: { ...DEFAULT_DEPLOYMENT, ...options.deployment },
  };
  const { findings, skipped } = askRules(RULES, context);
  const startedAt = flow.navigations[0]?.hops[0]?.time;
  return {
    id: flow.id,
    protocol: protocolOf(messages),
    ...(client !== undefined && { client }),
    ...(startedAt !== undefined && { startedAt }),
    outcome: outcomeOf(flow, messages, formActions),
    navigations: flow.navigations,
    messages,
    findings,
    skipped,
    formActions,
  };
}

/** The portal configuration, if there is one and it is that of this flow's application. */
function portalOf(
  { portal }: InspectOptions,
  client?: string,
): Pick<RuleContext, 'portal' | 'portalGiven' | 'portalRemark'> {
  if (portal === undefined) return { portal: {}, portalGiven: false };
  if (portal.issuer === undefined || client === undefined || portal.issuer === client)
    return { portal, portalGiven: true };
  return {
    portal: {},
    portalGiven: true,
    portalRemark: `The portal configuration is that of ${portal.issuer}.`,
  };
}

function protocolOf(messages: readonly Message[]): FlowInspection['protocol'] {
  const [first] = messages.filter(({ kind }) => kind !== 'error-page');
  return first === undefined ? 'unknown' : first.kind.startsWith('oidc') ? 'oidc' : 'saml';
}

function clientOf(messages: readonly Message[]): string | undefined {
  for (const message of messages) {
    const client =
      message.kind === 'oidc-authorize-request' || message.kind === 'oidc-logout-request'
        ? parameter(message.parameters, 'client_id')
        : message.kind === 'saml-authn-request' || message.kind === 'saml-logout-request'
          ? message.document?.issuer?.trim()
          : undefined;
    if (client !== undefined && client !== '') return client;
  }
  return undefined;
}

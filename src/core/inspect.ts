import { judgeFormActions } from './csp/judge-navigations.ts';
import { decodeMessages } from './decode/messages.ts';
import { parameter } from './decode/parameters.ts';
import type {
  Capture,
  Finding,
  Flow,
  FlowInspection,
  Inspection,
  Message,
  PortalConfiguration,
  Severity,
  SkippedRule,
} from './model/index.ts';
import { outcomeOf } from './outcome.ts';
import { RULES } from './rules/registry.ts';
import {
  DEFAULT_DEPLOYMENT,
  type Deployment,
  isAbout,
  type Rule,
  type RuleContext,
  type Violation,
} from './rules/rule.ts';

export interface InspectOptions {
  /** Without it the rules that need it are skipped, and listed as such. */
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
  const context: RuleContext = {
    flow,
    messages,
    formActions,
    portal: options.portal ?? {},
    deployment: { ...DEFAULT_DEPLOYMENT, ...options.deployment },
  };
  const { findings, skipped } = askRules(context, options.portal !== undefined);
  const client = clientOf(messages);
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

interface Answers {
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedRule[];
}

function askRules(context: RuleContext, hasPortal: boolean): Answers {
  const found: { rule: Rule; violation: Violation }[] = [];
  const skipped: SkippedRule[] = [];
  for (const rule of RULES) {
    const subjects = subjectsOf(rule, context.messages);
    if (subjects.length === 0) continue;
    if (rule.needs?.some((field) => context.portal[field] === undefined)) {
      const missing = rule.needs.filter((field) => context.portal[field] === undefined);
      skipped.push({
        rule: rule.id,
        title: rule.title,
        reason: 'no-portal-configuration',
        ...(hasPortal && { detail: `The portal configuration has no ${missing.join(', ')}.` }),
      });
      continue;
    }
    try {
      for (const ask of subjects) {
        const violation = ask(context);
        if (violation !== undefined) found.push({ rule, violation });
      }
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      skipped.push({ rule: rule.id, title: rule.title, reason: 'crashed', detail });
    }
  }
  return { findings: sorted(mostSpecific(found).map(toFinding), context.flow), skipped };
}

/** One question for each message the rule is about, or one for the flow. */
function subjectsOf(
  rule: Rule,
  messages: readonly Message[],
): ((context: RuleContext) => Violation | undefined)[] {
  if (rule.on === 'flow') return [rule.check];
  const { on, check } = rule;
  return messages
    .filter(({ kind }) => isAbout(on, kind))
    .map((message) => (context) => check(message, context));
}

/** Drops a finding where a rule that refines it found something at the same hop. */
function mostSpecific<T extends { rule: Rule; violation: Violation }>(found: readonly T[]): T[] {
  return found.filter(
    ({ rule, violation }) =>
      !found.some(
        (other) =>
          other.rule.refines === rule.id && other.violation.evidence[0].hop === violation.evidence[0].hop,
      ),
  );
}

function toFinding({ rule, violation }: { rule: Rule; violation: Violation }): Finding {
  const { id, severity, title, docs } = rule;
  const { summary, fix, values, evidence } = violation;
  return { rule: id, severity, title, summary, fix, ...(values !== undefined && { values }), docs, evidence };
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function sorted(findings: readonly Finding[], flow: Flow): Finding[] {
  const position = new Map(
    flow.navigations.flatMap(({ hops }) => hops).map(({ id }, index) => [id, index] as const),
  );
  const at = (finding: Finding) => position.get(finding.evidence[0]?.hop ?? '') ?? 0;
  return findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || at(a) - at(b));
}

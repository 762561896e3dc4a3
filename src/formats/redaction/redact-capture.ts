import { decodeMessages } from '../../core/decode/messages.ts';
import { queryParameters } from '../../core/decode/parameters.ts';
import type { InspectOptions } from '../../core/inspect.ts';
import { verifyRequests } from '../../core/inspect.ts';
import { environmentOf } from '../../core/login-gov/environments.ts';
import type {
  Capture,
  Flow,
  Hop,
  Message,
  MetaPolicies,
  Navigation,
  PortalConfiguration,
} from '../../core/model/index.ts';
import { carryChallenges } from './challenges.ts';
import { OpenPlaces, type RedactionContext } from './context.ts';
import { redactFreeText } from './free-text.ts';
import { redactHeaders, redactPolicies, redactPolicy } from './headers.ts';
import { redactJsonText } from './json.ts';
import { redactFields, redactPairs } from './parameters.ts';
import { type Replaced, Secrets } from './secrets.ts';
import { cryptographicDraw, type Draw } from './stand-in.ts';
import { learnAddress, learnHost, redactUrl } from './url.ts';

export type { Replaced } from './secrets.ts';

export interface RedactionOptions extends Pick<InspectOptions, 'portal' | 'portals' | 'certificates'> {
  /** Source of chance; default: the platform's generator for keys. */
  readonly draw?: Draw;
}

export interface Redaction {
  readonly capture: Capture;
  /** What was replaced, and how often. */
  readonly replaced: readonly Replaced[];
}

/**
 * The capture without codes, tokens, assertions, personal data and whatever else is not known to be harmless, so
 * that it gives the same findings. Equal values stay equal, lengths and kinds of characters stay, and nobody can lead
 * them back: what stands for a value is drawn anew for each call. Where a signature no longer verifies, what
 * verification gave is kept beside it. Never rejects for what is in the capture.
 */
export async function redactCapture(capture: Capture, options: RedactionOptions = {}): Promise<Redaction> {
  const context = contextOf(options.draw ?? cryptographicDraw());
  const { secrets, open } = context;
  const messages = new Map(capture.flows.map((flow) => [flow, decodeMessages(flow)] as const));
  for (const flow of capture.flows) learn(flow, messages.get(flow) ?? [], context);
  for (const portal of [options.portal, ...(options.portals ?? [])]) learnPortal(portal, context);
  await carryChallenges([...messages.values()].flat(), secrets);
  // Once to meet every secret, and once more to find it wherever else it stands.
  for (const flow of capture.flows) redactFlow(flow, context);
  secrets.lookForKnown((word) => open.hasWord(word));
  secrets.forgetCounts();
  context.made.clear();
  const flows = capture.flows.map((flow) => redactFlow(flow, context));
  const verified = await verifyRequests(capture, options);
  return {
    capture: { ...capture, flows: flows.map((flow, at) => withVerdicts(flow, capture.flows[at], verified)) },
    replaced: secrets.counts(),
  };
}

function contextOf(draw: Draw): RedactionContext {
  const context: RedactionContext = {
    secrets: new Secrets(draw),
    open: new OpenPlaces(),
    made: new Map(),
    url: (url, how) => redactUrl(url, context, how),
    pairs: (text) => redactPairs(text, context),
  };
  return context;
}

/** What the requests themselves name openly: hosts, registered addresses, the application. */
function learn(flow: Flow, messages: readonly Message[], context: RedactionContext): void {
  const { open } = context;
  for (const { cause, hops } of flow.navigations) {
    if ('document' in cause && cause.document.url !== undefined) learnHost(cause.document.url, context);
    for (const { url } of hops) {
      learnHost(url, context);
      if (environmentOf(url, flow.deployments) !== undefined) open.addLoginGov(new URL(url).host);
    }
    for (const { url } of hops) {
      for (const { name, value } of queryParameters(url)) {
        if (name === 'redirect_uri' || name === 'post_logout_redirect_uri') learnAddress(value, context);
        if (name === 'client_id' && value !== '') open.addIdentifier(value);
      }
    }
  }
  for (const message of messages) {
    if (!('document' in message) || message.document === undefined) continue;
    const { document } = message;
    if (document.issuer !== undefined) open.addIdentifier(document.issuer);
    learnAddress(document.destination ?? '', context);
    if ('assertionConsumerServiceUrl' in document)
      learnAddress(document.assertionConsumerServiceUrl ?? '', context);
    if ('hasAuthnRequest' in document && document.id !== undefined) open.requestIds.add(document.id);
  }
}

function learnPortal(portal: PortalConfiguration | undefined, context: RedactionContext): void {
  if (portal === undefined) return;
  if (portal.issuer !== undefined) context.open.addIdentifier(portal.issuer);
  const { redirect_uris = [], acs_url, assertion_consumer_logout_service_url } = portal;
  for (const url of [...redirect_uris, acs_url, assertion_consumer_logout_service_url]) {
    if (url != null) learnAddress(url, context);
  }
}

function redactFlow(flow: Flow, context: RedactionContext): Flow {
  const { tab, engine, interruptions } = flow;
  return {
    id: redactId(flow.id, context),
    ...(tab !== undefined && { tab }),
    ...(engine !== undefined && { engine }),
    ...(interruptions !== undefined && { interruptions }),
    ...(flow.deployments !== undefined && {
      deployments: flow.deployments.map((origin) => redactUrl(origin, context)),
    }),
    navigations: flow.navigations.map((navigation) => redactNavigation(navigation, context)),
  };
}

/** `mwrtnn5o.i3-4-0-812/3.4`: a time in base 36, tab, frame, request; then navigation and hop. */
const OWN_ID =
  /^[a-z0-9]{1,10}(?:\.[a-z0-9]{1,16})?(?:-(?:call-)?\d{0,12}){0,4}(?:\/\d{1,6})?(?:\.\d{1,6})?$/;

/** Ids of this product tell nothing; a file may have others. */
function redactId(id: string, { secrets }: RedactionContext): string {
  return OWN_ID.test(id) ? id : secrets.replace(id, 'id');
}

function redactNavigation(navigation: Navigation, context: RedactionContext): Navigation {
  const { cause, page, committed } = navigation;
  return {
    committed,
    id: redactId(navigation.id, context),
    cause:
      'document' in cause
        ? {
            ...cause,
            document: {
              ...(cause.document.url !== undefined && { url: redactUrl(cause.document.url, context) }),
              ...(cause.document.onlyShown === true && { onlyShown: true }),
              ...(cause.document.policies !== undefined && {
                policies: redactPolicies(cause.document.policies, context),
              }),
            },
          }
        : cause,
    hops: navigation.hops.map((hop) => redactHop(hop, context)),
    ...(page !== undefined && {
      page: {
        title: redactFreeText(page.title, context),
        messages: page.messages.map((message) => redactFreeText(message, context)),
        policies: redactPolicies(page.policies, context),
      },
    }),
  };
}

/** Names of errors as browsers write them; anything else may be a sentence. */
const ERROR_NAME =
  /^(?:net::ERR_[A-Z0-9_]{1,60}|NS_[A-Z0-9_]{1,60}|Error code \d{1,12}|no response in the file)$/;

function redactHop(hop: Hop, context: RedactionContext): Hop {
  const { request, response, error, method, time, seenBy, verdicts, gapBefore } = hop;
  const body = request?.body;
  return {
    ...(time !== undefined && { time }),
    seenBy,
    ...(verdicts !== undefined && { verdicts }),
    ...(gapBefore !== undefined && { gapBefore }),
    id: redactId(hop.id, context),
    url: redactUrl(hop.url, context),
    ...(method !== undefined && {
      method: /^[A-Z]{1,12}$/.test(method) ? method : context.secrets.replace(method, 'method'),
    }),
    ...(request !== undefined && {
      request: {
        ...(request.headers !== undefined && { headers: redactHeaders(request.headers, context) }),
        ...(body !== undefined && {
          body: body.kind === 'form' ? { ...body, fields: redactFields(body.fields, context) } : body,
        }),
      },
    }),
    ...(response !== undefined && {
      response: {
        status: response.status,
        ...(response.bodyBytes !== undefined && { bodyBytes: response.bodyBytes }),
        headers: redactHeaders(response.headers, context),
        ...(response.redirectUrl !== undefined && { redirectUrl: redactUrl(response.redirectUrl, context) }),
        ...(response.bodyText !== undefined && { bodyText: redactJsonText(response.bodyText, context) }),
        ...(response.meta !== undefined && { meta: redactMeta(response.meta, context) }),
      },
    }),
    ...(error !== undefined && { error: ERROR_NAME.test(error) ? error : redactFreeText(error, context) }),
  };
}

function redactMeta(meta: MetaPolicies, context: RedactionContext): MetaPolicies {
  if (meta.kind !== 'read') return meta;
  return { ...meta, policies: meta.policies.map((policy) => redactPolicy(policy, context)) };
}

/** Keeps what verification gave for the requests that were changed. */
function withVerdicts(
  flow: Flow,
  before: Flow | undefined,
  verified: Awaited<ReturnType<typeof verifyRequests>>,
): Flow {
  const navigations = flow.navigations.map((navigation, at) => {
    const hops = navigation.hops.map((hop, index) => {
      const original = before?.navigations[at]?.hops[index];
      if (original === undefined) return hop;
      const verdicts = verified.get(before?.id ?? '')?.get(original.id);
      if (verdicts === undefined || isSame(hop, original)) return hop;
      return { ...hop, verdicts: withoutValues(verdicts, hop.id) };
    });
    return { ...navigation, hops };
  });
  return { ...flow, navigations };
}

function isSame(hop: Hop, original: Hop): boolean {
  return (
    hop.url === original.url && JSON.stringify(hop.request?.body) === JSON.stringify(original.request?.body)
  );
}

/** Of the places where a query was written otherwise only the escapes are told, for they may lie in a value. */
function withoutValues(verdicts: NonNullable<Hop['verdicts']>, hop: Hop['id']): NonNullable<Hop['verdicts']> {
  const { signature } = verdicts;
  if (signature === undefined) return verdicts;
  const { rebuiltDiffers, ...rest } = signature;
  const escapeOf = (text: string) => /^%[\da-f]{2}|^\+/i.exec(text)?.[0] ?? '…';
  return {
    ...verdicts,
    signature: {
      ...rest,
      hop,
      ...(rebuiltDiffers !== undefined && {
        rebuiltDiffers: {
          reason: rebuiltDiffers.reason,
          asSent: escapeOf(rebuiltDiffers.asSent),
          rebuilt: escapeOf(rebuiltDiffers.rebuilt),
        },
      }),
    },
  };
}

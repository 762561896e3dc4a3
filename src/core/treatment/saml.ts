import { isBlank } from '../decode/blank.ts';
import { parameter } from '../decode/parameters.ts';
import { isReadable } from '../decode/saml-message.ts';
import {
  IALMAX,
  IALS_BY_PRIORITY,
  likelyIntended,
  PASSWORD_CLASS_REFS,
  VALID_AUTHN_CONTEXTS,
} from '../login-gov/acr-values.ts';
import {
  defaultNameIdFormat,
  NAME_ID_EMAIL,
  NAME_ID_EMAIL_2_0,
  NAME_ID_PERSISTENT,
} from '../login-gov/name-id-formats.ts';
import { REQUESTED_ATTRIBUTES_URI } from '../login-gov/saml-attributes.ts';
import {
  authenticationLevelRef,
  effectiveServiceLevel,
  isAuthOnly,
  knownAuthenticationLevel,
  requestedServiceLevel,
} from '../login-gov/saml-levels.ts';
import type { SamlRequest, SamlRequestDocument, Treatment, TreatmentItem } from '../model/index.ts';
import type { RuleContext } from '../rules/rule.ts';
import { registeredLevel } from './registered-level.ts';
import { attributeItems } from './saml-attributes.ts';

/** Ignored values beyond this number are not listed; each costs a comparison with all documented ones. */
const MAX_IGNORED = 20;

/**
 * Service and authentication level, ignored class references, attributes, NameID format, where the response goes
 * and for whom it is encrypted, prompt. Undefined for a request that Login.gov cannot read.
 */
export function treatSamlRequest(request: SamlRequest, context: RuleContext): Treatment | undefined {
  const { document } = request;
  if (document?.hasAuthnRequest !== true || !isReadable(request)) return undefined;
  return {
    hop: request.hop,
    items: [
      serviceLevel(document, context),
      authenticationLevel(document, context),
      ...ignoredContexts(document),
      ...attributeItems(document, context),
      nameIdFormat(document, context),
      responseUrl(document, context),
      encryption(request, context),
      ...prompt(request, context),
    ],
  };
}

function serviceLevel(document: SamlRequestDocument, { portal }: RuleContext): TreatmentItem {
  const topic = 'service-level';
  const requested = requestedServiceLevel(document);
  const effective = effectiveServiceLevel(document, portal.ial);
  if (effective === undefined) {
    const because =
      requested === undefined
        ? 'The request names no service level, so the one registered in the portal is used.'
        : `The request names it; for an application registered for identity proofing, Comparison "minimum" turns it into ${IALMAX}.`;
    return { topic, values: requested === undefined ? [] : [requested], because, dependsOnPortal: true };
  }
  const several = IALS_BY_PRIORITY.filter((level) => document.classRefs.includes(level)).length > 1;
  const reasons = {
    request: several
      ? 'Of the service levels in the request it is the first in the order of Login.gov.'
      : 'The request names it.',
    portal: 'The request names no service level, so the one registered in the portal is used.',
    minimum: `The request names ${requested ?? 'none'}, but has Comparison "minimum", and the application is registered for identity proofing.`,
  };
  return { topic, values: [effective.level], because: reasons[effective.from] };
}

function authenticationLevel(document: SamlRequestDocument, { portal }: RuleContext): TreatmentItem {
  const topic = 'authentication-level';
  const ref = authenticationLevelRef(document);
  const known = ref === undefined ? undefined : knownAuthenticationLevel(ref);
  const service = effectiveServiceLevel(document, portal.ial);
  const proofing =
    service !== undefined && !isAuthOnly(service.level) ? ' The service level needs AAL2 in any case.' : '';
  if (known !== undefined) {
    const because = `Of the class references for authentication levels it is the first in the document.${proofing}`;
    return { topic, values: [known], because };
  }
  const unnamed =
    ref === undefined
      ? 'The request names no authentication level'
      : 'Login.gov does not know the first authentication level in the request';
  return registeredLevel(unnamed, portal, proofing);
}

function ignoredContexts(document: SamlRequestDocument): TreatmentItem[] {
  const topic = 'ignored-contexts';
  const { classRefs, comparison } = document;
  const used = [requestedServiceLevel(document), authenticationLevelRef(document)];
  const stepUp = comparison === 'minimum' || comparison === 'better';
  const isKnown = (ref: string) =>
    VALID_AUTHN_CONTEXTS.has(ref) || (stepUp && PASSWORD_CLASS_REFS.includes(ref));
  const idle = [...new Set(classRefs)].filter(
    (ref) =>
      !ref.includes(REQUESTED_ATTRIBUTES_URI) &&
      (!used.includes(ref) || (!isKnown(ref) && knownAuthenticationLevel(ref) === undefined)),
  );
  const unknown = idle.filter((ref) => !isKnown(ref)).slice(0, MAX_IGNORED);
  const outranked = idle.filter(isKnown);
  const items: TreatmentItem[] = [];
  if (unknown.length > 0) {
    const because = 'Login.gov knows none of them; values are compared letter by letter.';
    items.push({
      topic,
      values: unknown,
      because,
      meant: unknown.map((ref) => likelyIntended(ref) ?? null),
    });
  }
  if (outranked.length > 0) {
    const because =
      'Login.gov accepts them, but goes by one service level and by the first authentication level alone.';
    items.push({ topic, values: outranked, because });
  }
  return items;
}

function nameIdFormat({ nameIdFormat: format }: SamlRequestDocument, { portal }: RuleContext): TreatmentItem {
  const topic = 'name-id-format';
  const { email_nameid_format_allowed: email, use_legacy_name_id_behavior: legacy } = portal;
  if (format === NAME_ID_PERSISTENT) {
    return { topic, values: [format], because: 'The request asks for it; the NameID is a UUID.' };
  }
  if (format === NAME_ID_EMAIL && email !== false) {
    const because = 'The request asks for it; it is refused unless the application is registered for email.';
    return { topic, values: [format], because, ...(email === undefined && { dependsOnPortal: true }) };
  }
  if (format === NAME_ID_EMAIL || (format === NAME_ID_EMAIL_2_0 && legacy === true && email === false)) {
    const because = 'The application is not registered for email, so the request is refused.';
    return { topic, values: [], because };
  }
  if (format !== undefined && legacy === true) {
    const because =
      'The application has the legacy behaviour: for a format that Login.gov does not support the NameID is an internal number.';
    return { topic, values: [NAME_ID_PERSISTENT], because };
  }
  const unknown = email === undefined || (format !== undefined && legacy === undefined);
  const because = `${format === undefined ? 'The request names no format' : 'Login.gov does not support the format in the request'}, so it takes the default of the application: emailAddress where that is allowed, else persistent.`;
  const values = [defaultNameIdFormat(email === true)];
  return { topic, values, because, ...(unknown && { dependsOnPortal: true }) };
}

function responseUrl(document: SamlRequestDocument, { portal }: RuleContext): TreatmentItem {
  const topic = 'response-url';
  const { assertionConsumerServiceUrl: requested } = document;
  const values = requested === undefined || isBlank(requested) ? [] : [requested];
  if (portal.acs_url === undefined) {
    const because =
      'The URL registered in the portal is used, and the one in the request where there is none.';
    return { topic, values, because, dependsOnPortal: true };
  }
  if (portal.acs_url !== null) {
    if (isBlank(portal.acs_url)) {
      return { topic, values: [], because: 'The registered URL is blank, so the request is refused.' };
    }
    const because = 'It is registered in the portal, which goes before the request.';
    return { topic, values: [portal.acs_url], because };
  }
  const because =
    values.length > 0
      ? 'None is registered in the portal, so the one in the request is used.'
      : 'Neither the portal nor the request has one, so the request is refused.';
  return { topic, values, because };
}

function encryption({ hop }: SamlRequest, { portal, signatures }: RuleContext): TreatmentItem {
  const topic = 'encryption';
  const { block_encryption: algorithm, certs } = portal;
  if (algorithm === 'none') {
    return { topic, values: [], because: 'The application is registered without encryption.' };
  }
  if (certs === undefined) {
    const because =
      'The response is encrypted for the registered certificate that verifies the signature, else for the first one.';
    return { topic, values: [], because, dependsOnPortal: true };
  }
  const depends = algorithm === undefined && { dependsOnPortal: true as const };
  if (certs.length === 0) {
    const because = 'No certificate is registered to encrypt the response for, so the request is refused.';
    return { topic, values: [], because, ...depends };
  }
  const verdict = signatures.get(hop)?.atLoginGov;
  const matching = verdict?.matchingCertificate;
  const subject = verdict?.attempts[matching ?? 0]?.certificate;
  const number = `certificate ${(matching ?? 0) + 1} of ${certs.length}`;
  const why =
    matching === undefined
      ? 'no registered certificate verifies a signature of the request, so the first one is used'
      : 'it verifies the signature of the request';
  return {
    topic,
    values: [subject ?? number],
    because: `Registered ${number}: ${why}.`,
    ...depends,
  };
}

function prompt({ parameters }: SamlRequest, context: RuleContext): TreatmentItem[] {
  const topic = 'prompt';
  const value = parameter(parameters, 'prompt');
  if (value === undefined) return [];
  if (value !== 'create') {
    return [{ topic, values: [], because: 'Beside a SAML request no other prompt than "create" counts.' }];
  }
  const { portal, portalGiven, portalRemark } = context;
  if (portal.create_prompt_allowed === true) {
    return [{ topic, values: [value], because: 'The application may open the page to create an account.' }];
  }
  const because = 'It counts only for applications that Login.gov has put on a list.';
  const known = portalGiven && portalRemark === undefined;
  return [{ topic, values: [], because, ...(!known && { dependsOnPortal: true }) }];
}

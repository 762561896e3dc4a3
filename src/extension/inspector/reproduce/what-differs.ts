import type { EndpointKind } from '../../../core/login-gov/endpoints.ts';
import { printable } from '../../../formats/report/printable.ts';
import { counted } from '../../../formats/report/words.ts';
import type { StartingRequest } from '../../../formats/reproduce/starting-request.ts';

/** In what the flow of a request that is sent again will not be like the first one: one sentence or two each. */
export function whatDiffers(request: StartingRequest): readonly string[] {
  const { endpoint, method, parameters } = request;
  const named = (age: 'used' | 'replaced') => [
    ...new Set(parameters.filter((parameter) => parameter.age === age).map(({ name }) => name)),
  ];
  const [used, replaced] = [named('used'), named('replaced')];
  return [
    ...(replaced.length > 0 ? [standIns(endpoint, replaced)] : []),
    ...(used.length > 0 ? [usedBefore(endpoint, used)] : []),
    'This browser’s session with Login.gov counts, not that of the flow: if you are signed in, Login.gov may go on without asking.',
    method === 'POST'
      ? 'A page of this extension posts the form, so the policies and cookies of the application’s own page play no part.'
      : 'It is opened from no page, so the policies of the application’s own page play no part.',
  ];
}

function standIns(endpoint: EndpointKind, names: readonly string[]): string {
  const what = `The file was redacted: ${listed(names)} ${names.length === 1 ? 'is' : 'are'} not what was sent.`;
  const holdsMessage = names.some((name) => name.toLowerCase() === 'samlrequest');
  if (!holdsMessage) {
    return `${what} Login.gov does not read more into such values than their length, so its own answer should be the same.`;
  }
  return endpoint === 'saml-logout'
    ? `${what} A signature does not verify any more, and Login.gov refuses a LogoutRequest without a valid one: sending it tells little.`
    : `${what} A signature does not verify any more. Login.gov accepts such a request, but may encrypt its response for another certificate.`;
}

function usedBefore(endpoint: EndpointKind, names: readonly string[]): string {
  const what = `${listed(names)} ${names.length === 1 ? 'belongs' : 'belong'} to the flow that was recorded.`;
  return endpoint === 'oidc-logout' || endpoint === 'saml-logout'
    ? `${what} The session that it ends is probably over, so Login.gov may answer otherwise.`
    : `${what} Login.gov takes them again; the application did not ask this time and will probably refuse the answer.`;
}

/** Names that are told; a request has a few. */
const MOST = 6;

function listed(names: readonly string[]): string {
  const told = names.slice(0, MOST).map((name) => printable(name.slice(0, 60)));
  const more = names.length - MOST;
  return new Intl.ListFormat('en').format(more > 0 ? [...told, counted(more, 'other')] : told);
}

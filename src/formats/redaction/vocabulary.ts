import { ERROR_PAGE_TITLES } from '../../core/login-gov/error-pages.ts';
import { ERROR_TEXTS } from '../../core/login-gov/error-texts.ts';

/**
 * What may leave as it is. Everything that is not named here is taken for a secret, for nobody knows every
 * parameter, header and path of every application.
 */

/** Parameters whose values say how a sign-in was asked for, and nothing about the user; in lower case. */
const OPEN_PARAMETERS: ReadonlySet<string> = new Set([
  'acr_values',
  'claims_locales',
  'client_assertion_type',
  'client_id',
  'code_challenge_method',
  'display',
  'error',
  'grant_type',
  'locale',
  'max_age',
  'prompt',
  'response_mode',
  'response_type',
  'scope',
  'sigalg',
  'token_type',
  'ui_locales',
  'verified_within',
  'vtr',
]);

/** Parameters that hold an address which the agency registered. */
const REGISTERED_ADDRESSES: ReadonlySet<string> = new Set(['redirect_uri', 'post_logout_redirect_uri']);

export type ParameterTreatment = 'open' | 'registered-address' | 'text' | 'saml' | 'challenge' | 'secret';

/** How the value of a parameter or form field of that name is treated. */
export function treatmentOfParameter(name: string): ParameterTreatment {
  const lower = name.toLowerCase();
  if (OPEN_PARAMETERS.has(lower)) return 'open';
  if (REGISTERED_ADDRESSES.has(lower)) return 'registered-address';
  if (lower === 'error_description') return 'text';
  if (lower === 'samlrequest' || lower === 'samlresponse') return 'saml';
  return lower === 'code_challenge' ? 'challenge' : 'secret';
}

/** Values that tell nothing, whatever they are about. */
export function isEmptyTalk(value: string): boolean {
  return /^(?:|0|1|true|false|yes|no|on|off|null|en|es|fr|zh)$/i.test(value.trim());
}

/** A name of a parameter, a header or an element, rather than a value that stands where a name belongs. */
export function isName(text: string): boolean {
  return /^[A-Za-z][A-Za-z_.:[\]-]{0,39}\d?$/.test(text);
}

const OPEN_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'accept-ranges',
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'age',
  'alt-svc',
  'cache-control',
  'connection',
  'content-encoding',
  'content-language',
  'content-length',
  'content-type',
  'cross-origin-embedder-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'date',
  'dnt',
  'expires',
  'keep-alive',
  'last-modified',
  'permissions-policy',
  'pragma',
  'priority',
  'referrer-policy',
  'retry-after',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-fetch-user',
  'server',
  'strict-transport-security',
  'te',
  'transfer-encoding',
  'upgrade-insecure-requests',
  'user-agent',
  'vary',
  'via',
  'x-content-type-options',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
  // By these support finds the request in the logs.
  'x-amz-cf-id',
  'x-amz-cf-pop',
  'x-amzn-requestid',
  'x-amzn-trace-id',
  'x-cache',
  'x-correlation-id',
  'x-request-id',
  'x-runtime',
]);

export type HeaderTreatment = 'open' | 'address' | 'host' | 'refresh' | 'policy' | 'authorization' | 'secret';

/** How the value of a header field is treated. */
export function treatmentOfHeader(name: string): HeaderTreatment {
  const lower = name.toLowerCase();
  if (OPEN_HEADERS.has(lower)) return 'open';
  if (['location', 'origin', 'referer'].includes(lower)) return 'address';
  if (lower === 'host' || lower === ':authority') return 'host';
  if (lower === 'refresh') return 'refresh';
  if (lower === 'content-security-policy' || lower === 'content-security-policy-report-only') return 'policy';
  return lower === 'authorization' || lower === 'proxy-authorization' ? 'authorization' : 'secret';
}

/** Words of addresses that applications share. */
const PATH_WORDS =
  'about access account accounts acs admin api app application applications apply apps as asp aspx assertion auth authenticate authentication authorization authorize authpost back begin benefits browser callback cancel case cb cgi bin check claim claims client code com complete completed confirm connect consent consume consumer continue core create dashboard default denied dest do done edit email en end enter entry err error errors es exit external failed failure federation final finalauthpost finish flow form forms fr frontchannel gateway go gov handler health help home htm html id identity idp in index init initiate inactive internal invalid ipfs java jsp landing launch legacy link linking list local login loggedin loggedout logingov logon logout main me members metadata mobile my net new next notice oauth oidc ok openid out page pages password payload php portal post pre private process profile provider public reauth receive redirect refresh register registration relay remotelogout request reset response rest result results return returned root rp saml secure security select selection selected service services servlet session sessions settings sign signed signin signout signon signup site sites slo sp spa spring start state status step submit success suite support system tax test token unauthorized up update uploads user userinfo users v validate verify verified view web welcome well known workspace www ws zh';

/** Words of pages and error texts beside those of Login.gov's own texts. */
const TEXT_WORDS =
  'a about access account again agency allowed an and answered any are as at authentication bad be because before browser but by call cannot caution clear click close code connect connection continue cookies could credentials denied did do does doing down email en end error errors expired failed file first for form found from gateway go gone gov has have help here home http https id if in inc internal invalid is it its later link load log logged login long made many may message method missing moved must no not now of off ok on one only openid or other our out page password please policy post problem processed redirect refresh refused request requests response retry rate limited saml secure see server service session sign signed signing signature something sorry status support system temporarily terms that the there this time timeout to token too try type unable unavailable unauthorized unexpected unknown until up us use user using verify verification was we welcome went went what when which with wrong you your continue agree partner created first second minute minutes data information share oidc idp sp';

let words: ReadonlySet<string> | undefined;
let sentences = '';

function vocabulary(): ReadonlySet<string> {
  if (words !== undefined) return words;
  const texts = ERROR_TEXTS.flatMap(({ prefix = '', text, localised = [], link = '' }) => [
    prefix,
    text,
    link,
    ...localised,
  ]);
  texts.push(...Object.values(ERROR_PAGE_TITLES).flat());
  sentences = texts.join('\n');
  const found = `${sentences.replace(/%\{\w+\}/g, ' ')} ${PATH_WORDS} ${TEXT_WORDS}`;
  words = new Set(found.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return words;
}

/** A word of Login.gov's texts, of the protocols, or of the addresses that applications share; any letter case. */
export function isVocabulary(word: string): boolean {
  return word.length < 2 || vocabulary().has(word.toLowerCase()) || isChineseText(word);
}

/** Chinese knows no spaces: a run of characters has to stand in one of Login.gov's texts. */
function isChineseText(word: string): boolean {
  return /^\p{Script=Han}+$/u.test(word) && sentences.includes(word);
}

const pathWords: ReadonlySet<string> = new Set(PATH_WORDS.split(' '));

/** `sign_in`, `authResult`, `auth2026`, `callback.aspx`: nothing but words that addresses share, and short numbers. */
export function isPathOfWords(segment: string): boolean {
  if (segment.length > 60) return false;
  const parts = segment.match(/[A-Z]?[a-z]+|[A-Z]+|\d+|[^A-Za-z\d]+/g) ?? [];
  return parts.every((part) =>
    /^\d/.test(part)
      ? part.length <= 1 || /^20[1-4]\d$/.test(part)
      : /^[-_.+~]+$/.test(part) || pathWords.has(part.toLowerCase()) || pathWords.has(segment.toLowerCase()),
  );
}

/** The value that Login.gov's documentation shows for state and nonce. */
export const SAMPLE_OF_DOCUMENTATION = 'abcdefghijklmnopabcdefghijklmnop';

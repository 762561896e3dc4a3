import type { RedactionContext } from './context.ts';
import { redactFreeText } from './free-text.ts';
import { redactOpenText } from './open-text.ts';
import { isName } from './vocabulary.ts';

/**
 * The text of a SAML message with its values replaced where they stand: names, white space and the order of
 * everything stay, well-formed or not. Elements and attributes that are not listed here are secret.
 */

/** Elements whose text says who asks whom for what (SAML 2.0 core), or is a key that everybody may know. */
const OPEN_ELEMENTS: ReadonlySet<string> = new Set([
  'Audience',
  'AuthnContextClassRef',
  'AuthnContextDeclRef',
  'AuthenticatingAuthority',
  'DigestValue',
  'Exponent',
  'Issuer',
  'Modulus',
  'RequesterID',
  'SignatureValue',
]);

const OPEN_ATTRIBUTES: ReadonlySet<string> = new Set([
  'Algorithm',
  'AllowCreate',
  'AssertionConsumerServiceIndex',
  'AttributeConsumingServiceIndex',
  'AuthnInstant',
  'Comparison',
  'Consent',
  'Encoding',
  'ForceAuthn',
  'Format',
  'FriendlyName',
  'IsPassive',
  'IssueInstant',
  'Method',
  'Name',
  'NameFormat',
  'NameQualifier',
  'NotBefore',
  'NotOnOrAfter',
  'PrefixList',
  'ProtocolBinding',
  'ProxyCount',
  'Reason',
  'SPNameQualifier',
  'SessionNotOnOrAfter',
  'Type',
  'Version',
  'nil',
  'type',
]);
const ADDRESSES: ReadonlySet<string> = new Set([
  'AssertionConsumerServiceURL',
  'Destination',
  'Location',
  'Recipient',
]);
const IDS: ReadonlySet<string> = new Set(['ID', 'Id', 'InResponseTo']);

/** A certificate of X.509 in base64, as DER begins; with the lines around it or without. */
const CERTIFICATE =
  /^\s*(?:-----BEGIN CERTIFICATE-----)?\s*MI[A-Za-z0-9+/=\s]+(?:-----END CERTIFICATE-----)?\s*$/;
const NAMESPACES =
  /^(?:urn:oasis:|https?:\/\/(?:www\.w3\.org|schemas\.xmlsoap\.org|docs\.oasis-open\.org)\/)/;

/** Redacts the text of an XML document; never throws, whatever it is. */
export function redactXml(xml: string, context: RedactionContext): string {
  const open: string[] = [];
  let made = '';
  let at = 0;
  for (let start = xml.indexOf('<'); start >= 0; start = xml.indexOf('<', start + 1)) {
    const end = endOfMarkup(xml, start);
    if (end === 'never') break;
    if (end === 'none') continue;
    made += redactText(xml.slice(at, start), open.at(-1) ?? '', context);
    made += redactMarkup(xml.slice(start, end), open, context);
    at = end;
    start = end - 1;
  }
  made += redactText(xml.slice(at), open.at(-1) ?? '', context);
  return made === xml ? xml : withoutSignatures(made, context);
}

const WRAPPERS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Index behind the markup that begins there; `none`: it is none; `never`: it does not end. */
function endOfMarkup(xml: string, start: number): number | 'none' | 'never' {
  for (const [begin, close] of WRAPPERS) {
    if (!xml.startsWith(begin, start)) continue;
    const end = xml.indexOf(close, start + begin.length);
    return end < 0 ? 'never' : end + close.length;
  }
  const isDoctype = xml.startsWith('<!DOCTYPE', start);
  if (!isDoctype && !/[^\s<>!?]/.test(xml.charAt(start + 1))) return 'none';
  let quote = '';
  let brackets = 0;
  for (let at = start + 1; at < xml.length; at += 1) {
    const character = xml.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (isDoctype && character === '[') brackets += 1;
    else if (isDoctype && character === ']') brackets -= 1;
    else if (character === '<' && !isDoctype) return 'none';
    else if (character === '>' && brackets <= 0) return at + 1;
  }
  return 'never';
}

function redactMarkup(markup: string, open: string[], context: RedactionContext): string {
  const { secrets } = context;
  if (markup.startsWith('<!--')) return `<!--${secrets.replace(markup.slice(4, -3), 'comment')}-->`;
  if (markup.startsWith('<![CDATA[')) {
    const made = redactValueOf(open.at(-1) ?? '', markup.slice(9, -3), context);
    return `<![CDATA[${made.replaceAll(']]>', '')}]]>`;
  }
  if (markup.startsWith('<!DOCTYPE'))
    return `<!DOCTYPE${secrets.replace(markup.slice(9, -1), 'document type')}>`;
  if (markup.startsWith('<?')) {
    const instruction = markup.slice(2, -2);
    if (/^xml\s/.test(instruction)) return markup;
    return `<?${secrets.replace(instruction, 'processing instruction')}?>`;
  }
  const [, slash = '', name = '', rest = ''] = /^<(\/?)([^\s<>/]*)(.*)>$/s.exec(markup) ?? [];
  if (slash !== '') {
    if (open.at(-1) === localName(name)) open.pop();
  } else if (!rest.endsWith('/')) open.push(localName(name));
  return `<${slash}${redactName(name, context)}${redactAttributes(localName(name), rest, context)}>`;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function redactName(name: string, context: RedactionContext): string {
  return isName(name) || /^(?:[A-Za-z][\w.-]{0,20}:)?X509[A-Za-z]{1,20}$/.test(name)
    ? redactOpenText(name, context)
    : context.secrets.replace(name, 'element name');
}

const ATTRIBUTE = /([^\s=/"']+)(\s*=\s*)(?:"([^"]*)"|'([^']*)')|[^\s/]+/g;

function redactAttributes(element: string, text: string, context: RedactionContext): string {
  return text.replace(
    ATTRIBUTE,
    (whole, name: string | undefined, equals: string, double?: string, single?: string) => {
      if (name === undefined) return context.secrets.replace(whole, 'attribute');
      const value = double ?? single ?? '';
      const quote = double === undefined ? "'" : '"';
      const shown = isName(name)
        ? redactOpenText(name, context)
        : context.secrets.replace(name, 'attribute name');
      const made = changeEscaped(value, (plain) => redactAttribute(element, name, plain, context));
      return `${shown}${equals}${quote}${made}${quote}`;
    },
  );
}

function redactAttribute(element: string, name: string, value: string, context: RedactionContext): string {
  const { secrets } = context;
  if (name === 'xmlns' || name.startsWith('xmlns:')) {
    return NAMESPACES.test(value) ? redactOpenText(value, context) : secrets.replace(value, 'namespace');
  }
  const local = localName(name);
  if (OPEN_ATTRIBUTES.has(local) || (local === 'Value' && element === 'StatusCode')) {
    return redactOpenText(value, context);
  }
  if (ADDRESSES.has(local)) return context.url(value, { registered: true });
  if (local === 'ProviderName') return redactFreeText(value, context);
  if (IDS.has(local)) return redactId(value, context);
  if (local === 'URI')
    return value.startsWith('#') ? `#${redactId(value.slice(1), context)}` : context.url(value);
  return secrets.replace(value, `attribute ${isName(local) ? local : ''}`.trim());
}

function redactId(value: string, context: RedactionContext): string {
  if (context.open.requestIds.has(value)) return redactOpenText(value, context);
  return context.secrets.replace(value, 'ID');
}

function redactText(text: string, element: string, context: RedactionContext): string {
  if (text.trim() === '') return text;
  return changeEscaped(text, (plain) => redactValueOf(element, plain, context));
}

/** White space around a value is none of it: the same value stands elsewhere without. */
function redactValueOf(element: string, text: string, context: RedactionContext): string {
  const value = text.trim();
  const start = text.length - text.trimStart().length;
  return text.slice(0, start) + redactElementText(element, value, context) + text.slice(start + value.length);
}

function redactElementText(element: string, value: string, context: RedactionContext): string {
  if (OPEN_ELEMENTS.has(element)) return redactOpenText(value, context);
  if (element === 'StatusMessage') return redactFreeText(value, context);
  if (element === 'X509Certificate' && (CERTIFICATE.test(value) || value === '')) return value;
  const what = isName(element) ? `element ${element}` : 'text of an element';
  return context.secrets.replace(value, what);
}

/** Over something that was replaced they would let people try out what it was. */
function withoutSignatures(xml: string, { secrets }: RedactionContext): string {
  return xml.replace(
    /(<(?:[\w.-]{1,40}:)?(SignatureValue|DigestValue)(?:\s[^<>]*)?>)([^<]+)(?=<)/g,
    (_whole, tag: string, name: string, value: string) => tag + secrets.replace(value, `element ${name}`),
  );
}

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Changes text behind its entities (XML 1.0, section 4.6). */
function changeEscaped(text: string, change: (plain: string) => string): string {
  if (!text.includes('&')) return escaped(change(text), text);
  const plain = text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return PREDEFINED[name] ?? whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
  const changed = change(plain);
  return changed === plain ? text : escaped(changed, '');
}

/** Characters that stood there unescaped may do so again. */
function escaped(text: string, before: string): string {
  if (text === before) return text;
  return text.replace(/[&<>"']/g, (character) => {
    if (before.includes(character)) return character;
    return `&#${character.charCodeAt(0)};`;
  });
}

/**
 * The URL without the line breaks, indentation and invisible characters that copying brings along. A single
 * space inside a value stays: whoever typed `scope=openid email` means a space.
 */
export function withoutLayout(text: string): string {
  const visible = text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').trim();
  const query = visible.indexOf('?');
  const [address, rest] = query < 0 ? [visible, ''] : [visible.slice(0, query), visible.slice(query)];
  return (
    address.replace(/\s+/g, '') +
    rest.replace(/\s+/g, (space, at: number) => {
      const before = rest.charAt(at - 1);
      const after = rest.charAt(at + space.length);
      return space === ' ' && !'?&='.includes(before) && !'&='.includes(after) ? ' ' : '';
    })
  );
}

/** Mail programs put a URL between angle brackets, people between quotes. */
export function withoutQuotes(text: string): string {
  const trimmed = text.trim();
  const [, inner] =
    /^(?:<(?=[a-z][a-z0-9+.-]*:\s*\/\/)(.*)>|"(.*)"|'(.*)')$/is.exec(trimmed)?.filter(isText) ?? [];
  return inner ?? trimmed;
}

function isText(group: string | undefined): group is string {
  return group !== undefined;
}

export function looksLikeUrl(text: string): boolean {
  return /^\s*[a-z][a-z0-9+.-]{0,30}:\s*\/\//i.test(text);
}

import { escapeHtml } from '../html-text.ts';
import type { StartingRequest } from './starting-request.ts';

type Sent = Pick<StartingRequest, 'method' | 'url' | 'fields'>;

/**
 * A page with the form of a posted request and a button that sends it. It holds no script, so that nothing is sent
 * before whoever opens it wants it.
 */
export function formPage({ url, fields = [] }: Sent): string {
  const inputs = fields.map(
    ({ name, value }) =>
      `  <input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">
`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Request to ${escapeHtml(hostOf(url))}</title>
<form method="post" accept-charset="utf-8" action="${escapeHtml(url)}">
${inputs.join('')}  <button>Send to ${escapeHtml(hostOf(url))}</button>
</form>
</html>
`;
}

/** The request as a command for curl in a POSIX shell: percent-encoded, so that no value means anything to the shell. */
export function curlCommand({ method, url, fields = [] }: Sent): string {
  const address = quoted(URL.canParse(url) ? new URL(url).href : '');
  if (method === 'GET') return `curl --include ${address}`;
  const body = new URLSearchParams(fields.map(({ name, value }) => [name, value])).toString();
  return `curl --include ${address} --data-raw ${quoted(body)}`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

import { type ComponentChildren, Fragment } from 'preact';
import { maskUrl } from '../../../formats/report/mask.ts';
import { printable } from '../../../formats/report/printable.ts';

interface Props {
  readonly url: string;
  /** Characters of the query that are shown. */
  readonly queryLimit?: number;
}

/** Characters that are read at all, and those of a path that are shown: addresses come with a million. */
const MOST_READ = 20_000;
const MOST_PATH = 200;

/** A URL on one line: the host stands out, secrets are masked, what is long is cut. More of it in the tooltip. */
export function UrlText({ url, queryLimit = 48 }: Props) {
  const masked = printable(maskUrl(url.slice(0, MOST_READ)));
  const [, scheme = '', host = '', path = '', rest = ''] =
    /^([a-z][a-z0-9+.-]*:(?:\/\/)?)([^/?#]*)([^?#]*)(.*)$/is.exec(masked) ?? ['', '', '', masked, ''];
  return (
    <span class="url" title={masked.slice(0, 2000)}>
      <span class="url-scheme" data-usual={scheme === 'https://' || undefined}>
        {scheme}
      </span>
      <span class="url-host">{cut(host, MOST_PATH)}</span>
      <span class="url-path">{breakable(cut(path, MOST_PATH))}</span>
      <span class="url-query">{breakable(cut(rest, queryLimit))}</span>
    </span>
  );
}

/** An address that needs several lines is broken between its parts first. */
function breakable(text: string): ComponentChildren {
  return text.split(/(?<=[/?&])/).map((part, at) => (
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

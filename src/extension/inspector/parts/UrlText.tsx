import { maskUrl } from '../../../formats/report/mask.ts';
import { printable } from '../../../formats/report/printable.ts';

interface Props {
  readonly url: string;
  /** Characters of the query that are shown. */
  readonly queryLimit?: number;
}

/** A URL on one line: the host stands out, secrets are masked, a long query is cut. Whole in the tooltip. */
export function UrlText({ url, queryLimit = 48 }: Props) {
  const masked = printable(maskUrl(url));
  const [, scheme = '', host = '', path = '', rest = ''] =
    /^([a-z][a-z0-9+.-]*:(?:\/\/)?)([^/?#]*)([^?#]*)(.*)$/is.exec(masked) ?? ['', '', '', masked, ''];
  return (
    <span class="url" title={masked.slice(0, 2000)}>
      <span class="url-scheme">{scheme}</span>
      <span class="url-host">{host}</span>
      <span class="url-path">{path}</span>
      <span class="url-query">{rest.length > queryLimit ? `${rest.slice(0, queryLimit)}…` : rest}</span>
    </span>
  );
}

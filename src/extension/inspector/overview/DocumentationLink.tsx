import { Icon } from '../parts/Icon.tsx';

/** A page of the documentation, named by its place there; plain text unless it is an https URL. */
export function DocumentationLink({ url }: { readonly url: string }) {
  const isWeb = URL.canParse(url) && new URL(url).protocol === 'https:';
  if (!isWeb) return <span>{url}</span>;
  return (
    <a class="doc-link" href={url} target="_blank" rel="noreferrer" title={url}>
      {url.replace('https://', '')}
      <Icon name="open" />
      <span class="off-screen"> (opens in a new tab)</span>
    </a>
  );
}

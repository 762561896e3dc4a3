/** Characters at the end that stay: in client ids they tell one from another. */
const TAIL = 15;

/** One line of text that gives way in the middle: `urn:gov:gsa:op…ncy:case_portal`. */
export function MiddleEllipsis({ text }: { readonly text: string }) {
  const cut = text.length > TAIL + 4 ? text.length - TAIL : 0;
  return (
    <span class="middle-ellipsis" title={text}>
      {cut > 0 && <span class="middle-ellipsis-head">{text.slice(0, cut)}</span>}
      <span class="middle-ellipsis-tail">{text.slice(cut)}</span>
    </span>
  );
}

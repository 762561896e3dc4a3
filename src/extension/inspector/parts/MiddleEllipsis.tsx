/** Characters at the end that stay: in client ids they tell one from another. */
const TAIL = 18;

/** One line of text that gives way in the middle: `urn:gov:gsa:op…agency:case_portal`. */
export function MiddleEllipsis({ text }: { readonly text: string }) {
  const cut = Math.max(0, text.length - TAIL);
  return (
    <span class="middle-ellipsis" title={text}>
      <span class="middle-ellipsis-head">{text.slice(0, cut)}</span>
      <span class="middle-ellipsis-tail">{text.slice(cut)}</span>
    </span>
  );
}

interface Props {
  readonly number: number | undefined;
  readonly onOpen: () => void;
}

/** "hop 5", which opens that hop in the Redirects tab. */
export function HopLink({ number, onOpen }: Props) {
  if (number === undefined) return <span>a hop that is not in this flow</span>;
  return (
    <button type="button" class="link" onClick={onOpen}>
      hop {number}
    </button>
  );
}

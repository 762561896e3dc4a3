import { Icon, type IconName } from './Icon.tsx';

interface Props {
  readonly icon: IconName;
  readonly label: string;
  /** What it does, in more words. */
  readonly title?: string;
  readonly testId: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

/** A button of the toolbar; where there is little room, its icon stands alone. */
export function ToolbarButton({ icon, label, title = label, testId, pressed, onClick }: Props) {
  return (
    <button
      type="button"
      class="button-flat toolbar-button"
      title={title}
      data-testid={testId}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <Icon name={icon} />
      <span class="toolbar-label">{label}</span>
    </button>
  );
}

import { ToolbarButton } from '../parts/ToolbarButton.tsx';
import { useAccess } from './access-context.ts';

export function AccessButton() {
  const { open } = useAccess();
  return (
    <ToolbarButton
      icon="access"
      label="Access"
      title="Which sites the extension may see"
      testId="access"
      onClick={open}
    />
  );
}
